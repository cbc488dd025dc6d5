import type Stripe from 'stripe';
import type { Facts } from '#record/facts.ts';
import type { FailureCode } from '#record/failure-code.ts';
import { accountFailures } from './failures/account.ts';

/** What is wrong with the Stripe account. */
export interface AccountFinding {
  code: FailureCode;
  facts: Facts;
  evidence: readonly string[];
}

const finding = <F extends Facts>(
  code: FailureCode<F>,
  facts: F,
  evidence: readonly string[] = [],
): AccountFinding => ({
  code,
  facts,
  evidence,
});

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
  const [got, expected] = wanted ? (['test', 'live'] as const) : (['live', 'test'] as const);
  return finding(accountFailures['stripe-key-mode'], { name: environment, expected, got });
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
  const { id: object, status, enabled_events: got } = ours;
  if (status !== 'enabled') return finding(accountFailures['endpoint-disabled'], { object, got: status });
  const missing = got.includes('*') ? [] : events.filter((event) => !got.includes(event));
  if (missing.length === 0) return undefined;
  const facts = { object, name: missing.join(', '), got: [...got] };
  return finding(accountFailures['endpoint-lacks-events'], facts, [`${object} gets ${got.join(', ')}`]);
}

/** An endpoint that shares the host or the path with the app's address was meant for it. */
function noneWithAddress(endpoints: readonly Endpoint[], url: string): AccountFinding {
  const evidence = endpoints.map(({ id, url: address, status }) => `${id} ${status}: ${address}`);
  const meant = endpoints.find((one) => one.status === 'enabled' && isNear(one.url, url));
  if (!meant) return finding(accountFailures['endpoint-missing'], { expected: url, count: endpoints.length }, evidence);
  return finding(accountFailures['endpoint-elsewhere'], { object: meant.id, expected: url, got: meant.url }, evidence);
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
  const got = ours?.api_version ?? "the account's default";
  return got === wanted ? undefined : finding(accountFailures['endpoint-api-version'], { expected: wanted, got });
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
  const expected = priceInWords(wanted);
  const archived = every.find((price) => costs(price) && inMoney(price));
  if (archived)
    return finding(accountFailures['price-inactive'], { object: archived.id, expected, got: 'inactive' }, evidence);
  const foreign = active.find(costs);
  if (foreign)
    return finding(
      accountFailures['price-currency'],
      { object: foreign.id, expected, got: foreign.currency },
      evidence,
    );
  const other = active.find(inMoney);
  if (!other) return finding(accountFailures['price-missing'], { expected, count: prices.length }, evidence);
  const got = other.unit_amount ?? 'not fixed';
  return finding(accountFailures['price-amount'], { object: other.id, expected, got }, evidence);
}

/** `12900 sek a month`. */
export const priceInWords = ({ amount, currency, interval }: WantedPrice): string =>
  `${amount} ${currency} a ${interval}`;

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
  return {
    ...(shared?.length && { remark: `${inWords(shared.length)} may wait for another endpoint of the account` }),
    ...(ours?.length && { finding: finding(accountFailures['events-waiting'], { count: ours.length }, evidence) }),
  };
}

const inWords = (events: number) => `${events === 1 ? '1 event' : `${events} events`} of the last day`;
