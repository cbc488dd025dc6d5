import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { isSecondLook } from '#record/second-look.ts';
import type { Target } from '#targets/target.ts';
import { type Datum, datum, isPublishable } from './data-point.ts';
import { metricsOfMonitor } from './metrics-of-monitor.ts';

/**
 * What a run tells CloudWatch, stamped with the run's end. A scheduled run outside announced maintenance speaks for the
 * target and for the monitor, any other for the monitor alone. A second look says whether the red is still there and nothing
 * else: whatever the first one said of the target is neither counted twice nor taken back. `record.publish.lost` is what was
 * lost before and has not been told yet; values that the service would refuse are dropped and added to it.
 */
export function metricsOfRun(record: RunRecord, target: Target): Datum[] {
  if (isSecondLook(record)) return record.maintenance ? [] : ofConfirmation(record);
  const data = record.trigger === 'schedule' && !record.maintenance ? metricsOfTarget(record, target) : [];
  const dropped = data.flatMap(({ values }) => values).filter((value) => !isPublishable(value)).length;
  return [...data, ...metricsOfMonitor(record, dropped)].flatMap(publishable);
}

/** The data point with the samples that the service takes; nothing when none is left. */
function publishable(one: Datum): Datum[] {
  const values = one.values.filter(isPublishable);
  return values.length > 0 ? [{ ...one, values }] : [];
}

function metricsOfTarget(record: RunRecord, target: Target): Datum[] {
  const { checks, target: Target, endedAt } = record;
  const counted = checks.filter(({ muted }) => !muted);
  return [
    ...ofVerdict(record),
    ...ofConfirmation(record),
    ...ofCadence(record),
    ...[...Map.groupBy(checks, ({ layer }) => layer)].flatMap(([Layer, inLayer]) => [
      ...lowest(inLayer.filter(({ muted }) => !muted)).map((value) =>
        datum('SuccessPercent', { Target, Layer }, value, endedAt),
      ),
      ...durations(inLayer).map((values) => datum('Duration', { Target, Layer }, values, endedAt)),
    ]),
    ...checks.flatMap((check) => ofCheck(check, record, target.metrics.perCheck)),
    ...firstTries(counted).map((share) => datum('FirstTrySuccess', { Target }, share, endedAt)),
    ...hops(checks).map(([Hop, values]) => datum('Hop', { Target, Hop }, values, endedAt)),
    ...certificates(checks).map(([Host, days]) => datum('CertificateDaysLeft', { Target, Host }, days, endedAt)),
    ...failures(counted).map(([Class, count]) => datum('Failures', { Target, Class }, count, endedAt)),
  ];
}

/** A run that was neither good nor bad says nothing about the target. */
function ofVerdict({ verdict, target: Target, endedAt }: RunRecord): Datum[] {
  if (verdict.name === 'failed') return [datum('SuccessPercent', { Target }, 0, endedAt)];
  if (verdict.name === 'ok' || verdict.name === 'degraded') return [datum('SuccessPercent', { Target }, 100, endedAt)];
  return [];
}

const ofConfirmation = ({ redAgain, target: Target, endedAt }: RunRecord): Datum[] =>
  redAgain === undefined ? [] : [datum('FailureConfirmed', { Target }, redAgain ? 1 : 0, endedAt)];

const ofCadence = ({ cadence: Cadence, expected, target: Target, endedAt }: RunRecord): Datum[] =>
  Cadence ? [datum('ChecksExpected', { Target, Cadence }, expected.length, endedAt)] : [];

function ofCheck(check: CheckRecord, record: RunRecord, perCheck: Target['metrics']['perCheck']): Datum[] {
  const series = { Target: record.target, Check: check.id };
  const isCritical = check.severity === 'P0' || check.severity === 'P1';
  const success = perCheck === 'all' || (perCheck === 'critical' && isCritical) ? lowest([check]) : [];
  const duration = perCheck !== 'none' && check.budgetMs !== undefined ? durations([check]) : [];
  return [
    ...success.map((value) => datum('SuccessPercent', series, value, record.endedAt)),
    ...duration.map((values) => datum('Duration', series, values, record.endedAt)),
  ];
}

/** A verdict on the target: neither a check that did not run nor a fault of ours is one. */
const isDecided = ({ outcome, failure }: CheckRecord) =>
  outcome !== 'not-run' && !(outcome === 'fail' && failure?.class === 'harness');

/** The lowest success of the decided checks in percent; empty when none was decided. */
function lowest(checks: readonly CheckRecord[]): number[] {
  const decided = checks.filter(isDecided);
  if (decided.length === 0) return [];
  return [decided.some(({ outcome }) => outcome === 'fail') ? 0 : 100];
}

/** How long those took that did what they were asked to; empty when none did. */
function durations(checks: readonly CheckRecord[]): number[][] {
  const done = checks.filter(({ outcome }) => outcome === 'pass' || outcome === 'degraded');
  return done.length === 0 ? [] : [done.map(({ durationMs }) => durationMs)];
}

function firstTries(checks: readonly CheckRecord[]): number[] {
  const decided = checks.filter(isDecided);
  const atOnce = decided.filter(({ attempts }) => attempts === 1);
  return decided.length === 0 ? [] : [(100 * atOnce.length) / decided.length];
}

function hops(checks: readonly CheckRecord[]): [string, number[]][] {
  const byName = Map.groupBy(
    checks.flatMap((check) => check.hops),
    ({ name }) => name,
  );
  return [...byName].map(([name, measured]) => [name, measured.map(({ ms }) => ms)]);
}

/** The certificate that ends first, host by host. */
function certificates(checks: readonly CheckRecord[]): [string, number][] {
  const byHost = Map.groupBy(
    checks.flatMap((check) => check.certificates),
    ({ host }) => host,
  );
  return [...byHost].map(([host, seen]) => [host, Math.min(...seen.map(({ daysLeft }) => daysLeft))]);
}

function failures(checks: readonly CheckRecord[]): [string, number][] {
  const failed = checks.filter((check) => isDecided(check) && check.outcome === 'fail');
  const byClass = Map.groupBy(
    failed.flatMap(({ failure }) => failure ?? []),
    (failure) => failure.class,
  );
  return [...byClass].map(([name, of]) => [name, of.length]);
}
