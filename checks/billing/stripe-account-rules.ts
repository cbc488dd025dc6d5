import type Stripe from 'stripe';
import type { FailureClass } from '#record/vocabulary.ts';

/** What is wrong with the Stripe account, as the words that the runbook tells its incidents by. */
export interface AccountFinding {
  class: FailureClass;
  message: string;
  evidence?: readonly string[];
}

/** As much of a webhook endpoint as is judged. */
export type Endpoint = Pick<Stripe.WebhookEndpoint, 'id' | 'url' | 'status' | 'enabled_events' | 'api_version'>;

/** Where the app waits for events, and for which. */
export interface WantedEndpoint {
  url: string;
  events: readonly string[];
}

/** Whether an object of the account is of the environment's mode: `livemode` is on each of them. */
export function judgeMode(livemode: boolean, environment: string): AccountFinding | undefined {
  const wanted = environment === 'live';
  if (livemode === wanted) return undefined;
  const [has, needs] = wanted ? ['test', 'live'] : ['live', 'test'];
  return {
    class: 'data',
    message: `the key opens ${has} mode, ${environment} needs ${needs} mode (livemode: ${livemode})`,
  };
}

/** What Stripe's status page says, where it is more than a nuisance. */
export const isOutage = (indicator: string): boolean => indicator === 'major' || indicator === 'critical';

/** The endpoint of the app: the enabled one where several have its address. */
export const ownEndpoint = (endpoints: readonly Endpoint[], url: string): Endpoint | undefined =>
  endpoints.find((one) => one.url === url && one.status === 'enabled') ?? endpoints.find((one) => one.url === url);

/** Whether events reach the app: an endpoint with its address that is enabled and gets what the app needs. */
export function judgeEndpoint(
  endpoints: readonly Endpoint[],
  { url, events }: WantedEndpoint,
): AccountFinding | undefined {
  const ours = ownEndpoint(endpoints, url);
  if (!ours) return noneWithAddress(endpoints, url);
  if (ours.status !== 'enabled')
    return { class: 'webhook', message: `the webhook endpoint ${ours.id} is ${ours.status} at Stripe` };
  const missing = ours.enabled_events.includes('*')
    ? []
    : events.filter((event) => !ours.enabled_events.includes(event));
  if (missing.length === 0) return undefined;
  return {
    class: 'webhook',
    message: `the webhook endpoint ${ours.id} does not get ${missing.join(', ')}`,
    evidence: [`${ours.id} gets ${ours.enabled_events.join(', ')}`],
  };
}

/** An endpoint that shares the host or the path with the app's address was meant for it. */
function noneWithAddress(endpoints: readonly Endpoint[], url: string): AccountFinding {
  const evidence = endpoints.map(({ id, url: address, status }) => `${id} ${status}: ${address}`);
  const meant = endpoints.find((one) => one.status === 'enabled' && isNear(one.url, url));
  if (!meant)
    return { class: 'webhook', message: `no webhook endpoint of the account has the address ${url}`, evidence };
  return {
    class: 'webhook',
    message: `the webhook endpoint ${meant.id} points at ${meant.url}, the app is at ${url}`,
    evidence,
  };
}

function isNear(one: string, other: string): boolean {
  const [a, b] = [URL.parse(one), URL.parse(other)];
  return a !== null && b !== null && (a.host === b.host || a.pathname === b.pathname);
}

/** What a reader should know of the other endpoints: what waits may be theirs. */
export function remarkOnOthers(endpoints: readonly Endpoint[], { url }: WantedEndpoint): string | undefined {
  const enabled = endpoints.filter(({ status }) => status === 'enabled');
  const twice = enabled.filter((one) => one.url === url).length;
  if (twice > 1) return `${twice} enabled endpoints have the app's address: it gets each event ${twice} times`;
  const others = enabled.length - twice;
  return others > 0
    ? `the account has ${others} other enabled webhook endpoints; a waiting event may be theirs`
    : undefined;
}

/** Whether events are written in the version that the app was made for. */
export function judgeVersion(ours: Endpoint | undefined, wanted: string): AccountFinding | undefined {
  const version = ours?.api_version ?? "the account's default";
  if (version === wanted) return undefined;
  return { class: 'webhook', message: `the webhook endpoint speaks API version ${version}, the app expects ${wanted}` };
}

/** As much of a price as is judged. */
export type Price = Pick<Stripe.Price, 'id' | 'active' | 'unit_amount' | 'currency'> & {
  recurring: Pick<Stripe.Price.Recurring, 'interval'> | null;
};

/** What is sold, in the currency's smallest unit. */
export interface WantedPrice {
  amount: number;
  currency: string;
  interval: string;
}

/** Whether what is sold is there, active, and costs what it should; otherwise the price that comes nearest is named. */
export function judgePrice(prices: readonly Price[], wanted: WantedPrice): AccountFinding | undefined {
  const { amount, currency, interval } = wanted;
  const every = prices.filter(({ recurring }) => recurring?.interval === interval);
  const costs = (price: Price) => price.unit_amount === amount;
  const inMoney = (price: Price) => price.currency === currency;
  const active = every.filter((price) => price.active === true);
  if (active.some((price) => costs(price) && inMoney(price))) return undefined;
  const evidence = prices.slice(0, 6).map(priceLine);
  const expected = `expected ${amount} ${currency} a ${interval}`;
  const finding = (message: string): AccountFinding => ({
    class: 'data',
    message: `${message}; ${expected}`,
    evidence,
  });
  const archived = every.find((price) => costs(price) && inMoney(price));
  if (archived) return finding(`the price ${archived.id} is inactive`);
  const foreign = active.find(costs);
  if (foreign) return finding(`the price ${foreign.id} is in the wrong currency, ${foreign.currency}`);
  const other = active.find(inMoney);
  if (other) return finding(`the price ${other.id} has the wrong amount, ${other.unit_amount}`);
  return finding('there is no such price');
}

const priceLine = ({ id, active, unit_amount: cost, currency, recurring }: Price) =>
  `${id} ${cost} ${currency} a ${recurring?.interval ?? 'time'}${active ? '' : ', inactive'}`;

/** All that is kept of an event: its body is about people. */
export type EventFacts = Pick<Stripe.Event, 'id' | 'type' | 'created' | 'pending_webhooks'>;

/** Leaves the body behind. */
export const factsOf = ({ id, type, created, pending_webhooks }: EventFacts): EventFacts => ({
  id,
  type,
  created,
  pending_webhooks,
});

/** Whether events wait for the app. Where several endpoints get an event nobody can tell which one left it: that is no blame. */
export function judgeWaiting(
  waiting: readonly EventFacts[],
  endpoints: readonly Endpoint[],
): { finding?: AccountFinding; remark?: string } {
  const takers = (type: string) =>
    endpoints.filter(
      ({ status, enabled_events: events }) => status === 'enabled' && (events.includes('*') || events.includes(type)),
    );
  const [shared, ours] = [true, false].map((many) => waiting.filter(({ type }) => takers(type).length > 1 === many));
  const evidence = (ours ?? []).slice(0, 6).map(({ id, type, created, pending_webhooks: left }) => {
    const at = new Date(created * 1_000).toISOString();
    return `${id} ${type} ${at} waits for ${left}`;
  });
  const many = `undelivered: ${counted(ours, 'event')} of the last day, not taken by the app`;
  return {
    ...(shared?.length && {
      remark: `${counted(shared, 'event')} of the last day may wait for another endpoint of the account`,
    }),
    ...(ours?.length && { finding: { class: 'webhook', message: many, evidence } }),
  };
}

/** `1 event`, `2 events`. */
export const counted = (things: readonly unknown[] = [], noun: string): string =>
  things.length === 1 ? `1 ${noun}` : `${things.length} ${noun}s`;
