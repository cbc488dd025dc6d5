import { isLoopback, isMeantPlain } from './plain-http.ts';
import { plainHttpProblems } from './plain-http-problems.ts';
import { type ConfigProblem, unknownWord } from './problem.ts';
import { hostsOfRequests, requestProblems } from './request-problems.ts';
import type { Target } from './schema.ts';

/** What a schema alone cannot see: names that must exist elsewhere in the target, and addresses that must be safe. */
export function referenceProblems(target: Target): ConfigProblem[] {
  return [
    ...unknownHosts(target),
    ...missingRegion(target),
    ...contradictions(target),
    ...plainHttpProblems(target),
    ...requestProblems(target),
  ];
}

/** Every place that speaks of a host by its name. */
function hostReferences(target: Target): [string, string | undefined][] {
  const { apis, frontend, auth, images, billing, orders, access, edge, markInBrowser, plainHttp, gate } = target;
  return [
    ...Object.entries(apis).map(([name, api]): [string, string] => [`apis.${name}.host`, api.host]),
    ['frontend.host', frontend?.host],
    ['auth.host', auth?.host],
    [auth?.kind === 'oauth' ? 'auth.token.host' : 'auth.signInHost', auth?.signInHost],
    ['auth.form.host', auth?.kind === 'form' ? auth.form.host : undefined],
    ['images.relativeTo.host', images?.relativeTo?.host],
    ['images.samples.host', images?.samples?.host],
    ['images.private.host', images?.private?.host],
    ['orders.host', orders?.host],
    ['billing.webhook.host', billing.mode === 'off' ? undefined : billing.webhook.host],
    ...(access?.hosts ?? []).map((host, at): [string, string] => [`access.hosts[${at}]`, host]),
    ...Object.keys(edge.httpsRedirects).map((host): [string, string] => [`edge.httpsRedirects.${host}`, host]),
    ...hostsOfRequests(target),
    ...Object.keys(gate.releases).map((host): [string, string] => [`gate.releases.${host}`, host]),
    ...(typeof plainHttp === 'boolean' ? [] : plainHttp).map((host, at): [string, string] => [
      `plainHttp[${at}]`,
      host,
    ]),
    ...markInBrowser.map((host, at): [string, string] => [`markInBrowser[${at}]`, host]),
  ];
}

function unknownHosts(target: Target): ConfigProblem[] {
  const hosts = Object.keys(target.hosts);
  return hostReferences(target).flatMap(([where, host]) =>
    host === undefined || hosts.includes(host) ? [] : [unknownWord(where, host, hosts, 'a name of hosts')],
  );
}

/** Nobody but AWS asks for one: a target that runs elsewhere and publishes nothing has none. */
function missingRegion({ region, metrics, aws }: Target): ConfigProblem[] {
  const needs = [
    ...(metrics.publish === 'on' ? ["metrics.publish is 'on'"] : []),
    ...(aws ? ['aws is described'] : []),
  ];
  if (region !== '' || needs.length === 0) return [];
  const expected = `an AWS region such as "eu-north-1", because ${needs.join(' and ')}`;
  return [{ where: 'region', found: 'nothing', expected, remedy: "add region: '…' to the target" }];
}

/** Addresses that a probe or a key must not be sent to. Takes a target as written, so that it can speak beside the schema. */
export function unsafeAddresses(target: object): ConfigProblem[] {
  const hosts = Object.keys(Object(Reflect.get(target, 'hosts')));
  const apiUrl: unknown = Reflect.get(Object(Reflect.get(target, 'billing')), 'apiUrl');
  const addresses = hosts.map(
    (name) => [`hosts.${name}`, Reflect.get(Reflect.get(target, 'hosts'), name), name] as const,
  );
  const own = [...addresses, ['billing.apiUrl', apiUrl] as const].flatMap(([where, address, host]) => {
    if (typeof address !== 'string' || !URL.canParse(address)) return [];
    const url = new URL(address);
    if (url.protocol !== 'https:' && !isLoopback(url)) {
      const couldBeMeant = url.protocol === 'http:' && host !== undefined;
      if (couldBeMeant && isMeantPlain(Reflect.get(target, 'plainHttp'), host)) return originProblems(where, url);
      const expected = `an https:// address (plain http only on loopback${couldBeMeant ? ', or where plainHttp says that it is meant' : ''})`;
      const orElse = couldBeMeant ? `; or, where plain http is meant, plainHttp: ['${host}']` : '';
      return [{ where, found: `"${address}"`, expected, remedy: `write https://${url.host}${orElse}` }];
    }
    return originProblems(where, url);
  });
  return [...own, ...openMailbox(target)];
}

/** What opens a mailbox must not go over the network in the open. */
function openMailbox(target: object): ConfigProblem[] {
  const mailbox = Object(Reflect.get(Object(Reflect.get(target, 'auth')), 'mailbox'));
  const url = URL.parse(String(Reflect.get(mailbox, 'url')));
  const sendsSecrets = Object.keys(Object(Reflect.get(mailbox, 'headers'))).length > 0;
  if (url?.protocol !== 'http:' || isLoopback(url) || !sendsSecrets) return [];
  const expected = 'an https:// address, because headers are sent that open it (plain http only on loopback)';
  return [{ where: 'auth.mailbox.url', found: `"${url.origin}"`, expected, remedy: `write https://${url.host}` }];
}

function originProblems(where: string, url: URL): ConfigProblem[] {
  if (url.pathname === '/' && !url.search && !url.username) return [];
  const expected = 'an origin: scheme, name and port, nothing after';
  return [{ where, found: `"${url}"`, expected, remedy: `write ${url.origin}; paths go where they are used` }];
}

/** What a run buys has to be described: a subscription, or an order of a signed-in user. */
function whatIsSold({ billing, orders, auth }: Target): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (orders && !auth) {
    const expected = 'auth, because an order belongs to a signed-in user';
    problems.push({ where: 'orders', found: 'orders without auth', expected, remedy: 'describe auth' });
  }
  if (billing.mode === 'off') return problems;
  if ((billing.routes === undefined) !== (billing.entitlement === undefined)) {
    const missing = billing.routes ? 'entitlement' : 'routes';
    const expected = 'both routes and entitlement where subscriptions are sold, neither where none are';
    problems.push({ where: `billing.${missing}`, found: 'nothing', expected, remedy: `describe billing.${missing}` });
  }
  if (billing.mode !== 'audit' && !billing.routes && !billing.entitlement && !orders) {
    const expected = 'something to buy: routes and entitlement of a subscription, or orders';
    const remedy = 'describe one of them, or use "audit"';
    problems.push({ where: 'billing.mode', found: `"${billing.mode}"`, expected, remedy });
  }
  return problems;
}

function contradictions(target: Target): ConfigProblem[] {
  const { billing, auth, environment, frontend, apis } = target;
  const problems = whatIsSold(target);
  if (billing.mode !== 'off' && billing.mode !== 'audit' && !auth) {
    const expected = 'auth, because a purchase is made by a signed-in user';
    problems.push({
      where: 'billing.mode',
      found: `"${billing.mode}"`,
      expected,
      remedy: 'describe auth, or use "audit"',
    });
  }
  if (auth?.kind === 'form' && !auth.form.host && !frontend) {
    const expected = 'the host that the page of the form lies on, where the target has no frontend';
    problems.push({ where: 'auth.form.host', found: 'nothing', expected, remedy: 'name one of hosts' });
  }
  if (environment === 'live' && (billing.mode === 'api' || billing.mode === 'hosted')) {
    const expected = '"audit" or "off": in live nothing buys';
    problems.push({
      where: 'billing.mode',
      found: `"${billing.mode}"`,
      expected,
      remedy: 'set billing.mode to "audit"',
    });
  }
  if (frontend?.shipsWithApi && !apis[frontend.shipsWithApi]) {
    problems.push(unknownWord('frontend.shipsWithApi', frontend.shipsWithApi, Object.keys(apis), 'a name of apis'));
  }
  return problems;
}
