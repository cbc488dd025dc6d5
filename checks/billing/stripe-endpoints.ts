import type Stripe from 'stripe';
import {
  type Endpoint,
  eventsOf,
  isAt,
  isEnabled,
  isForConnected,
  takersOf,
  takes,
} from '#fixtures/billing/providers/stripe/endpoints.ts';
import { type AccountFinding, finding } from './account-finding.ts';
import { accountFailures } from './failures/account.ts';

/** Where the app waits for events, and for which. */
export interface WantedEndpoint {
  url: string;
  events: readonly string[];
}

/** The app's endpoints, however many share its work: the enabled ones, or all where none is. */
export function ownEndpoints(endpoints: readonly Endpoint[], url: string): Endpoint[] {
  const own = endpoints.filter((one) => isAt(one.url, url));
  return own.some(isEnabled) ? own.filter(isEnabled) : own;
}

/** Whether events reach the app: enabled endpoints with its address that together get what it needs. */
export function judgeEndpoints(
  endpoints: readonly Endpoint[],
  { url, events }: WantedEndpoint,
): AccountFinding | undefined {
  const own = endpoints.filter((one) => isAt(one.url, url));
  const [first] = own;
  if (!first) return noneWithAddress(endpoints, url);
  const enabled = own.filter(isEnabled);
  const missing = events.filter((event) => !enabled.some((one) => takes(one, event)));
  if (enabled.length > 0 && missing.length === 0) return undefined;
  const asleep = own.find((one) => !isEnabled(one) && missing.every((event) => takes(one, event)));
  const disabled = enabled.length === 0 ? (asleep ?? first) : asleep;
  if (disabled)
    return finding(accountFailures['endpoint-disabled'], { object: disabled.id, got: String(disabled.status) });
  const got = [...new Set(enabled.flatMap(eventsOf))];
  const object = enabled.map(({ id }) => id).join(', ');
  const evidence = enabled.map((one) => `${one.id} gets ${eventsOf(one).join(', ') || 'nothing'}`);
  return finding(accountFailures['endpoint-lacks-events'], { object, name: missing.join(', '), got }, evidence);
}

/** An endpoint that shares the host or the path with the app's address was meant for it. */
function noneWithAddress(endpoints: readonly Endpoint[], url: string): AccountFinding {
  const evidence = endpoints.map(({ id, url: address, status }) => `${id} ${status}: ${address}`);
  const meant = endpoints.find((one) => isEnabled(one) && isNear(one.url, url));
  if (!meant) return finding(accountFailures['endpoint-missing'], { expected: url, count: endpoints.length }, evidence);
  return finding(accountFailures['endpoint-elsewhere'], { object: meant.id, expected: url, got: meant.url }, evidence);
}

function isNear(one: string, other: string): boolean {
  const [a, b] = [URL.parse(one), URL.parse(other)];
  return a !== null && b !== null && (a.host === b.host || a.pathname === b.pathname);
}

/** What a reader should know of a set that is well: events that come twice or from elsewhere, and endpoints that are not the app's. */
export function remarksOn(endpoints: readonly Endpoint[], { url, events }: WantedEndpoint): string[] {
  const enabled = endpoints.filter(isEnabled);
  const own = enabled.filter((one) => isAt(one.url, url));
  const others = enabled.length - own.length;
  return [
    ...(own.length > 1 ? remarksOnSet(own, events) : []),
    ...(others > 0 ? [`the account has ${others} other enabled webhook endpoints; a waiting event may be theirs`] : []),
  ];
}

function remarksOnSet(own: readonly Endpoint[], events: readonly string[]): string[] {
  return events.flatMap((event) => {
    const takers = own.filter((one) => takes(one, event));
    const direct = takers.filter((one) => !isForConnected(one)).length;
    if (direct > 1)
      return [`${direct} enabled endpoints have the app's address: it gets each ${event} ${direct} times`];
    return takers.length > 0 && direct === 0 ? [`${event} comes from connected accounts only`] : [];
  });
}

/** Whether events are written in the version that the app was made for. @param usual the account's own, where it is known. */
export function judgeVersion(
  own: readonly Endpoint[],
  wanted: string,
  usual: string | undefined,
): AccountFinding | undefined {
  const versions = own.map(({ api_version: version }) => version ?? usual);
  const other = versions.find((version) => version !== undefined && version !== wanted);
  if (other !== undefined) return finding(accountFailures['endpoint-api-version'], { expected: wanted, got: other });
  return versions.length > 0 && versions.every((version) => version === wanted)
    ? undefined
    : finding(accountFailures['endpoint-version-open'], { expected: wanted });
}

/** All that is kept of an event: its body is about people. */
export type EventFacts = Pick<Stripe.Event, 'id' | 'type' | 'created' | 'pending_webhooks'>;

/** Leaves the body behind. */
export const factsOf = ({ id, type, created, pending_webhooks }: EventFacts): EventFacts => ({
  id,
  type,
  created,
  pending_webhooks,
});

/** Whether events wait for the app. One that no more endpoints have left than are others' may be theirs: that is no blame. */
export function judgeWaiting(
  waiting: readonly EventFacts[],
  endpoints: readonly Endpoint[],
  url: string,
): { finding?: AccountFinding; remark?: string } {
  const isOurs = ({ type, pending_webhooks: left }: EventFacts) => {
    const { ours, others } = takersOf(endpoints, type, url);
    return ours.length > 0 && left > others.length;
  };
  const ours = waiting.filter(isOurs);
  const shared = waiting.length - ours.length;
  const evidence = ours.slice(0, 6).map(({ id, type, created, pending_webhooks: left }) => {
    const at = new Date(created * 1_000);
    return `${id} ${type} ${Number.isNaN(at.getTime()) ? 'of no date' : at.toISOString()} waits for ${left}`;
  });
  return {
    ...(shared > 0 && { remark: `${inWords(shared)} may wait for another endpoint of the account` }),
    ...(ours.length > 0 && { finding: finding(accountFailures['events-waiting'], { count: ours.length }, evidence) }),
  };
}

const inWords = (events: number) => `${events === 1 ? '1 event' : `${events} events`} of the last day`;
