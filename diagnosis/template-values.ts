import type { CheckRecord } from '#record/run-record.ts';
import { inUsersWords } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import { declaredRequest } from './declared-request.ts';
import { isOnAws, type Platform } from './done-here.ts';
import { loginCommand } from './login-command.ts';
import { type ShellSession, shellSession, theirSession } from './session-command.ts';
import { shellWord } from './shell-word.ts';

/** What the `{names}` of the runbook stand for; undefined where target or run do not say. */
export interface TemplateValues extends Readonly<Record<TemplateName, string | undefined>> {
  /** What the target says of the platform that commands are for. */
  platform: Platform;
  /** How the shell comes by the session that `{session}` carries. */
  asProbe: ShellSession | undefined;
  /** The request that failed carried a session: without one, its address answers something else. */
  isSignedIn: boolean;
}

/** Every name that a command may hold, with the place where its value would have come from. */
const sources = {
  target: 'target',
  region: 'target',
  app: 'target',
  api: 'target',
  images: 'target',
  health: 'target',
  ready: 'target',
  version: 'target',
  login: 'target',
  'login-by-hand': 'target',
  me: 'target',
  refresh: 'target',
  checkout: 'target',
  orders: 'target',
  session: 'target',
  'their-session': 'target',
  auth: 'target',
  unserved: 'target',
  hoster: 'target',
  restart: 'target',
  'hoster-status': 'target',
  sync: 'target',
  cancel: 'target',
  webhook: 'target',
  'behind-api': 'target',
  'ecs-cluster': 'aws',
  'ecs-service': 'aws',
  'log-group': 'aws',
  alarms: 'aws',
  'cloudfront-distribution': 'aws',
  'image-bucket': 'aws',
  'stripe-key': 'target',
  host: 'record',
  port: 'record',
  url: 'record',
  'asset-folder': 'record',
  trace: 'record',
  event: 'record',
  check: 'record',
  part: 'record',
} as const satisfies Record<string, 'target' | 'aws' | 'record'>;
export type TemplateName = keyof typeof sources;
export const templateNames = Object.keys(sources) as TemplateName[];

const isPlace = (name: string): name is TemplateName => Object.hasOwn(sources, name);

/** Puts the values in; one that is missing stays visible as `<name: not in the target>`. */
export function interpolate(template: string, places: TemplateValues): string {
  return template.replaceAll(/\{([a-z-]+)\}/g, (whole, name: string) => {
    if (!isPlace(name)) return whole;
    return places[name] ?? `<${name}: not in the ${sources[name] === 'record' ? 'record' : 'target'}>`;
  });
}

/**
 * A command with the values in. One that asks as the probe signs in first, and so does one that asks again what was asked with
 * a session.
 */
export function filledCommand(command: string, places: TemplateValues): string {
  const { asProbe, isSignedIn } = places;
  const asked = isSignedIn && asProbe ? command.replaceAll(/(\bcurl [^|;]*)\{url\}/g, '$1{url} {session}') : command;
  const filled = interpolate(asked, places);
  return asked.includes('{session}') && asProbe ? `${asProbe.before}${filled}${asProbe.after}` : filled;
}

/** Whether a command speaks of a part that the target does not have: nobody could run it. */
export const needsMissingPart = (command: string, places: TemplateValues): boolean =>
  [...command.matchAll(/\{([a-z-]+)\}/g)].some(
    ([, name = '']) => isPlace(name) && sources[name] !== 'record' && places[name] === undefined,
  );

/**
 * Reads the values out of a target and the check that failed.
 *
 * @param flag what `--target` takes to find the target again.
 * @param fine layers of which all was seen to work, and checks that held: nobody is hit there.
 */
export function templateValues(
  target: Target,
  check?: CheckRecord,
  flag = target.name,
  fine: readonly string[] = [],
): TemplateValues {
  const { auth, aws, billing, hosts, region } = target;
  const instance = check?.id.split(':')[1];
  const api = (instance && target.apis[instance]) || Object.values(target.apis)[0];
  const stripe = billing.mode === 'off' ? undefined : billing;
  const place = (instance && hosts[instance]) ?? check?.failure?.facts.url;
  const address = place ? (URL.parse(place) ?? undefined) : undefined;
  const origin = (host: string | undefined) => (host ? hosts[host]?.replace(/\/$/, '') : undefined);
  const asProbe = shellSession(target);
  const webhookOrigin = origin(stripe?.webhook.host);
  return {
    ...ofPlatform(target),
    ...ofWhatIsSold(target),
    target: shellWord(flag),
    region,
    app: origin(target.frontend?.host),
    api: origin(api?.host ?? auth?.host),
    images: origin(target.images?.samples?.host ?? target.images?.private?.host ?? 'images'),
    health: api?.health.path,
    ready: api?.ready?.path,
    version: api?.version?.path,
    login: auth?.routes.login,
    'login-by-hand': loginCommand(target),
    asProbe,
    isSignedIn: isSignedIn(check),
    session: asProbe?.headers,
    'their-session': theirSession(target),
    auth: origin(auth?.host),
    me: auth?.routes.me,
    refresh: auth?.routes.refresh,
    webhook: webhookOrigin && stripe ? `${webhookOrigin}${stripe.webhook.path}` : undefined,
    'behind-api': behindApi(target, fine),
    'ecs-cluster': aws?.cluster,
    'ecs-service': aws?.service,
    'log-group': aws?.logGroup,
    alarms: aws?.alarms && shellWord(aws.alarms),
    'cloudfront-distribution': aws?.distribution,
    'image-bucket': aws?.imageBucket,
    'stripe-key': variable(stripe?.secretKey),
    host: address?.hostname,
    port: address && (address.port || (address.protocol === 'http:' ? '80' : '443')),
    'asset-folder': folderOf(failingAddress(check) ?? failingAsset(check, origin(target.frontend?.host))),
    url: failingAddress(check) ?? failingAsset(check, origin(target.frontend?.host)),
    trace: check?.traceId,
    event: failingEvent(check),
    check: check?.id,
    part: check && partOf(check, target, address?.hostname),
  };
}

/** What of the product a check looks at, as its users call it; of a request that the target declares, what that promises. */
function partOf({ id, layer }: CheckRecord, target: Target, host: string | undefined): string {
  const declared = declaredRequest(id, target);
  if (declared) return `"${declared.claim}"`;
  return layer === 'edge' && host ? host : inUsersWords(layer);
}

const ofPlatform = ({ aws, operations }: Target) => ({
  platform: { aws, operations },
  restart: isOnAws({ aws }) ? 'start new tasks' : 'deploy again what reads it',
  hoster: isOnAws({ aws }) ? 'AWS' : 'whoever hosts it',
  'hoster-status': isOnAws({ aws }) ? 'health.aws.amazon.com' : 'the status page of the host',
});

function ofWhatIsSold(target: Target) {
  const { billing, orders, hosts } = target;
  const routes = billing.mode === 'off' ? undefined : billing.routes;
  return {
    checkout: routes?.checkout ?? orders?.checkout.path,
    sync: routes?.sync,
    cancel: routes?.cancel,
    unserved: routes ? 'only reconciling brings them premium' : 'what they ordered stays unpaid',
    orders: orders && `${hosts[orders.host]?.replace(/\/$/, '')}${orders.all}`,
  };
}

/** What does not work when the API does not, of all that the target has. */
function behindApi({ auth, frontend, images, billing }: Target, fine: readonly string[]): string {
  const parts = [
    ...(auth && !fine.includes('auth') ? ['sign-in'] : []),
    ...(frontend && !fine.includes('frontend/page-data') ? ['data on the pages'] : []),
    ...(images && !fine.includes('images') ? ['photos of users'] : []),
    ...(billing.mode === 'off' || fine.includes('billing') ? [] : ['buying']),
  ];
  return parts.join(', ') || 'whatever calls it';
}

/** Secrets are never written out: the shell puts them in. */
const variable = (name: string | undefined) => (name ? `$${name}` : undefined);

/** Everything the check has to say, in one text: why, evidence, remarks and failed probes. */
function textOf(check: CheckRecord | undefined): string {
  if (!check) return '';
  const failed = check.probes.filter(({ ok }) => !ok).map(({ name, detail }) => `${name} ${detail ?? ''}`);
  const { failure, reason = '', remarks } = check;
  return [failure?.message ?? '', reason, ...(failure?.evidence ?? []), ...failed, ...remarks].join('\n');
}

/** The event of Stripe that a failure is about. */
function failingEvent(check: CheckRecord | undefined): string | undefined {
  const { object = '' } = check?.failure?.facts ?? {};
  return (object.startsWith('evt_') ? object : undefined) ?? textOf(check).match(/\bevt_\w+/)?.[0];
}

/**
 * The address that answered badly; a presigned one without its query, which is a secret and long. Of one that a failure names
 * itself is seen that there was a query: what makes pictures of others is asked in vain without.
 */
function failingAddress(check: CheckRecord | undefined): string | undefined {
  const said = check?.failure?.facts.url;
  if (said) return said.replace(/\?.*$/, '?…');
  const bad =
    check?.exchanges.findLast(({ status, error }) => error !== undefined || (status ?? 0) >= 400) ??
    (check?.failure && check.exchanges.at(-1));
  const inText = textOf(check).match(/https?:\/\/[^\s"'<>)]+/)?.[0];
  return (bad?.url ?? inText)?.replace(/\?.*$/, '');
}

/** Whether what answered badly was asked with a session. */
function isSignedIn(check: CheckRecord | undefined): boolean {
  const address = failingAddress(check)?.replace(/\?.*$/, '');
  return check?.exchanges.findLast(({ url }) => url.replace(/\?.*$/, '') === address)?.signedIn === true;
}

const folderOf = (address = '') => URL.parse(address)?.pathname.replace(/[^/]*$/, '');

/** Assets are named by their path on the frontend's host. */
function failingAsset(check: CheckRecord | undefined, site: string | undefined): string | undefined {
  const { name, path } = check?.failure?.facts ?? {};
  const asset = check?.layer === 'frontend' ? [name, path].find((one) => one?.startsWith('/')) : undefined;
  return site && asset ? `${site}${asset}` : undefined;
}
