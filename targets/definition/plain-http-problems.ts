import { insideEndings, isInside, plainHosts } from './plain-http.ts';
import type { ConfigProblem } from './problem.ts';
import { namesSecret, valuesAskedFor } from './request-values.ts';
import type { RequestStep } from './requests.ts';
import type { Target } from './schema.ts';
import { undoOf } from './writing.ts';

/** What goes to a host that lets somebody in, by its place in the target. */
type Sent = readonly [host: string | undefined, what: string];

/** What contradicts that plain http is meant, and secrets that strangers could read on the way. */
export function plainHttpProblems(target: Target): ConfigProblem[] {
  const sent = credentials(target);
  return plainHosts(target).flatMap((host) => {
    const url = new URL(target.hosts[host] ?? '');
    const to = target.edge.httpsRedirects[host];
    const there = new Set(sent.filter(([one]) => one === host).map(([, what]) => what));
    return [
      ...(to === undefined ? [] : [contradiction(host, to, url)]),
      ...(there.size === 0 || isInside(url) ? [] : [inTheClear(host, url, [...there])]),
    ];
  });
}

const contradiction = (host: string, redirect: string, url: URL): ConfigProblem => ({
  where: `edge.httpsRedirects.${host}`,
  found: `"${redirect}", while plainHttp says that plain http is meant for ${host}`,
  expected: 'one of both: a host that leads to https, or one that is asked over plain http',
  remedy: `leave it out; or write https://${url.host} in hosts.${host}`,
});

const inTheClear = (host: string, url: URL, sent: readonly string[]): ConfigProblem => ({
  where: `hosts.${host}`,
  found: `"${url.origin}", and what lets somebody in goes there in plain text: ${sent.join(', ')}`,
  expected: `https:// for it (in plain text only to private addresses, names of one word, and names in ${insideEndings.join(', ')})`,
  remedy: `write https://${url.host}, or leave out ${sent.join(', ')}`,
});

/** Everything that sends what lets somebody in, or brings it from there. */
function credentials({ auth, access, billing, frontend, images, orders, requests }: Target): Sent[] {
  const sold = billing.mode === 'off' ? undefined : billing;
  const signedInPages: [object | undefined, string][] = [
    [auth?.page, 'auth.page'],
    [images?.page, 'images.page'],
    [sold?.page, 'billing.page'],
    [orders?.page, 'orders.page'],
  ];
  return [
    [auth?.host, 'auth'],
    [auth?.signInHost, 'auth'],
    [orders?.host, 'orders'],
    ...(access?.hosts ?? []).map((host): Sent => [host, 'access.headers']),
    // Stripe signs its events, and they tell of who has bought.
    [sold?.webhook.host, 'billing.webhook'],
    // The script of a page has whatever its user has.
    ...signedInPages.flatMap(([page, what]): Sent[] => (page && auth ? [[frontend?.host, what]] : [])),
    ...Object.entries(requests).flatMap(([name, request]) =>
      [...request.steps, ...undoOf(request)].filter(carriesSecret).map(({ host }): Sent => [host, `requests.${name}`]),
    ),
  ];
}

/** Header fields that let somebody in, where their value stands in the target itself. */
const telling = /^(?:proxy-)?authorization$|^cookie$|api-?key|token|secret|password|credential/i;

function carriesSecret({ signedIn, headers, path, json, text, take }: RequestStep): boolean {
  const isHeader = Object.entries(headers).some(([name, value]) => typeof value !== 'string' || telling.test(name));
  const handed = [...valuesAskedFor([path, headers, json, text]), ...Object.keys(take)];
  return signedIn || isHeader || handed.some(namesSecret);
}
