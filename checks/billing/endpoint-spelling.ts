import { type Endpoint, isAt, isEnabled, isSpelledAs } from '#fixtures/billing/providers/stripe/endpoints.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { type Http, jsonBody } from '#fixtures/http/http.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { type AccountFinding, finding } from './account-finding.ts';
import { accountFailures } from './failures/account.ts';
import { judgeEndpoints, type WantedEndpoint } from './stripe-endpoints.ts';

/** What an endpoint says that is written otherwise than the app's address: by a slash, `www.`, or its scheme. */
export interface Spelling {
  finding?: AccountFinding;
  remarks: string[];
}

/**
 * Whether Stripe's deliveries come to the app under an address that is written otherwise than the target writes it. Many apps
 * take both; where the one redirects to the other nothing arrives: to Stripe any 3xx is a failed delivery
 * (https://docs.stripe.com/webhooks). So both are asked.
 *
 * @param writes whether something may be sent there that is no mere question: an event without a signature, which is refused.
 */
export async function judgeSpelling(
  http: Pick<Http, 'try'>,
  endpoints: readonly Endpoint[],
  wanted: WantedEndpoint,
  writes: boolean,
): Promise<Spelling> {
  const { url: expected } = wanted;
  const asWritten = endpoints.filter((one) => isSpelledAs(one.url, expected));
  const others = endpoints.filter((one) => isEnabled(one) && isAt(one.url, expected) && !asWritten.includes(one));
  if (others.length === 0 || !judgeEndpoints(asWritten, wanted)) return { remarks: [] };
  const ask = (url: string) => http.try(url, writes ? jsonBody({}) : {});
  const right = await ask(expected);
  const remarks: string[] = [];
  for (const { id: object, url: got } of others) {
    const answer = await ask(got);
    const [status, usual] = [answer, right].map((one) => (one instanceof ProbeError ? undefined : one.status));
    const evidence = [answer, right].map(({ exchange }) => exchangeLine(exchange));
    const facts = { object, url: got, got, expected };
    if (status !== undefined && status >= 300 && status < 400 && usual !== status)
      return { finding: finding(accountFailures['endpoint-redirects'], { ...facts, status }, evidence), remarks };
    if (status === undefined || (writes && status !== usual))
      return { finding: finding(accountFailures['endpoint-elsewhere'], facts, evidence), remarks };
    remarks.push(
      writes
        ? `${object} writes the app's address as ${got}: the app answers there as it does at ${expected}`
        : `${object} writes the app's address as ${got}: Stripe follows no redirect; that none comes was seen with GET alone`,
    );
  }
  return { remarks };
}
