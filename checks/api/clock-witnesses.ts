import { hostEntries } from '#fixtures/http/hosts.ts';
import type { Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { target } from '#fixtures/runtime/settings.ts';

/** Somebody else who was asked for the time. */
export interface Witness {
  name: string;
  /** By how much its clock is ahead of ours. */
  seconds: number;
  /** It shares no machine and no owner with the target. */
  isIndependent: boolean;
}

/**
 * By how many seconds the clock of whoever answered is ahead of ours; undefined where the answer does not say. What came
 * out of a cache was dated when it was made, and its age is to be added; a cache that dates anew is right without.
 * https://www.rfc-editor.org/rfc/rfc9111#section-4.2.3
 *
 * @param atMs when it was made, by our clock
 */
export function secondsOff(answer: Pick<HttpResponse, 'header'>, atMs: number): number | undefined {
  // The header counts whole seconds: its middle is half a second later.
  const dated = (Date.parse(answer.header('date')) + 500 - atMs) / 1_000;
  if (Number.isNaN(dated)) return undefined;
  const age = /^\d+$/.test(answer.header('age')) ? Number(answer.header('age')) : 0;
  return Math.abs(dated + age) < Math.abs(dated) ? dated + age : dated;
}

/**
 * Whether it is our own clock that is wrong and not that of the host: where others who have nothing to do with it say the
 * time, by most of them; else only where every other host of the target says what this one says. Pure.
 *
 * @param off what the host's clock is ahead of ours, in seconds
 */
export function isOurClock(off: number, witnesses: readonly Witness[], within: number): boolean {
  const agrees = ({ seconds }: Witness) => Math.abs(seconds - off) <= within;
  const independent = witnesses.filter((one) => one.isIndependent);
  if (independent.length > 0) return independent.filter(agrees).length * 2 > independent.length;
  return witnesses.length > 0 && witnesses.every(agrees);
}

const patienceMs = 3_000;

/** Asks the other hosts of the target, and those who have nothing to do with it, for the time. */
export async function askWitnesses(http: Http, host: string): Promise<Witness[]> {
  const { neutral, thirdParties } = target.network;
  const own = new Map(hostEntries().map(([name, { origin }]) => [origin, name]));
  own.delete(new URL(target.hosts[host] ?? '').origin);
  const strangers = [
    ...thirdParties,
    ...neutral.map((address) => `${address.endsWith(':443') ? 'https' : 'http'}://${address}`),
  ];
  const asked = [
    ...[...own].map(([url, name]) => ({ url, name, isIndependent: false })),
    ...strangers.map((url) => ({ url, name: new URL(url).host, isIndependent: true })),
  ];
  const seen = await Promise.all(
    asked.map(async ({ url, ...who }) => {
      const answer = await http.try(url, { method: 'HEAD', plain: true, timeoutMs: patienceMs });
      const seconds = answer instanceof ProbeError ? undefined : secondsOff(answer, Date.now() - answer.ms / 2);
      return seconds === undefined ? [] : [{ ...who, seconds }];
    }),
  );
  return seen.flat();
}
