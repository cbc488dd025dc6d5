import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { addressesOf, isBigShare } from '#fixtures/http/addresses-of.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { hostEntries, urlOf } from '#fixtures/http/hosts.ts';
import type { Http } from '#fixtures/http/http.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { degrade, fail, note, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import type { Exchange } from '#record/evidence.ts';
import { edgeFailures } from './failures.ts';

for (const [host, url] of hostEntries()) {
  test(
    `every address of ${host} serves what the others do`,
    claim({
      id: `edge/addresses:${host}`,
      severity: 'P1',
      classes: ['http-error', 'timeout'],
      needs: reachabilityOf(host),
    }),
    async ({ http }) => {
      const addresses = await addressesOf(url);
      const seen = await Promise.all(addresses.map((address) => ask(http, urlOf(host, pathOn(host)), address)));
      const judged = seen.flat();
      const bad = judged.filter(({ isBad }) => isBad);
      for (const { address, isBad, exchange } of judged)
        note({ kind: 'probe', name: address, ok: !isBad, detail: exchangeLine(exchange) });
      const [first] = bad;
      if (first && bad.length < judged.length) {
        const { status } = first.exchange;
        const [count, total, got] = [bad.length, judged.length, bad.map(({ address }) => address)];
        const detail = exchangeLine(first.exchange);
        const facts = { host: url.hostname, count, total, got, detail, ...(status !== undefined && { status }) };
        if (isBigShare({ judged, bad })) fail(edgeFailures['address-fails'], facts);
        degrade('advisory', edgeFailures['address-fails'], facts);
      } else if (judged.length > 1 && !first) {
        rulesOut(`${judged.length} addresses, all alike`, host);
      }
      // Where all are bad, the claims about what they serve say so.
      const isOneOfTheHalf = bad.length < judged.length && isBigShare({ judged, bad });
      expect(isOneOfTheHalf, 'so many addresses fail that others serve').toBe(false);
    },
  );
}

/** What the host is asked for: its health, a page, an image, whatever the target knows of it. */
function pathOn(host: string): string {
  const api = Object.values(target.apis).find((one) => one.host === host);
  const page = target.frontend?.host === host ? target.frontend.pages[0] : undefined;
  const samples = target.images?.samples;
  return api?.health.path ?? page?.path ?? (samples?.host === host ? samples.paths[0] : undefined) ?? '/';
}

interface Asked {
  address: string;
  exchange: Exchange;
  isBad: boolean;
}

/** How often an address must fail in a row: what fails now and then fails at every address. */
const tries = 3;

/** One address, asked until it serves. What never came to a request is for the claims about connections. */
async function ask(http: Http, url: string, address: string): Promise<Asked[]> {
  for (let at = 1; ; at += 1) {
    const answer = await http.try(url, { address });
    const { exchange } = answer;
    const phase = answer instanceof ProbeError ? answer.whereItEnded.phase : undefined;
    if (phase === 'dns' || phase === 'tcp' || phase === 'tls') return [];
    const isBad = answer instanceof ProbeError || answer.status >= 500;
    if (!isBad || at === tries) return [{ address, exchange, isBad }];
  }
}
