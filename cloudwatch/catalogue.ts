import type { Trigger } from '#record/vocabulary.ts';

/** The units in use, as the service spells them. Percentages run from 0 to 100. */
export const units = ['Percent', 'Milliseconds', 'Seconds', 'Count'] as const;
export type Unit = (typeof units)[number];

/** Every dimension there is. Each value of each is a series that is billed and cannot be deleted: only closed sets. */
export type DimensionName = 'Target' | 'Layer' | 'Check' | 'Hop' | 'Host' | 'Class' | 'Trigger' | 'Cadence';

/**
 * When a run sends a data point of a series; decides what missing data mean to an alarm.
 * `each run` whatever happened; `when decided` only if there is a verdict on it; `when measured` only if there is a
 * figure; `when failing` only if something failed.
 */
export type Published = 'each run' | 'when decided' | 'when measured' | 'when failing';

/** One set of dimensions under which a metric is published. */
export interface Series {
  dimensions: readonly DimensionName[];
  triggers: readonly Trigger[];
  published: Published;
  meaning: string;
}

/** A metric: a gauge a run, never cumulative. */
export interface Metric {
  unit: Unit;
  series: readonly Series[];
}

/** Only scheduled runs speak for the target, outside announced maintenance: a gate, a triage or a planned hour off would bend its SLO. */
const scheduled = ['schedule'] as const;
const byHand = ['deploy', 'manual'] as const;

/** The two series of a metric by which the monitor watches itself: all runs have one, under names of their own. */
const ofTheMonitor = <const P extends Published>(published: P, meaning: string) =>
  [
    { dimensions: ['Target'], triggers: scheduled, published, meaning },
    { dimensions: ['Target', 'Trigger'], triggers: byHand, published, meaning },
  ] as const;

/** All that Watchpost publishes. Publisher, alarms, dashboard and cost read it from here and nowhere else. */
export const catalogue = {
  SuccessPercent: {
    unit: 'Percent',
    series: [
      {
        dimensions: ['Target'],
        triggers: scheduled,
        published: 'when decided',
        meaning: '0 when the run failed, 100 when it was ok or degraded',
      },
      {
        dimensions: ['Target', 'Layer'],
        triggers: scheduled,
        published: 'when decided',
        meaning: 'the lowest of the checks of the layer that are not muted',
      },
      {
        dimensions: ['Target', 'Check'],
        triggers: scheduled,
        published: 'when decided',
        meaning:
          '100 when the check passed or was degraded, 0 when it failed, muted or not; P0 and P1 unless the target says otherwise',
      },
    ],
  },
  Duration: {
    unit: 'Milliseconds',
    series: [
      {
        dimensions: ['Target', 'Layer'],
        triggers: scheduled,
        published: 'when decided',
        meaning: 'how long the checks of the layer took that passed or were degraded',
      },
      {
        dimensions: ['Target', 'Check'],
        triggers: scheduled,
        published: 'when decided',
        meaning: 'how long a check with a budget took, if it passed or was degraded',
      },
    ],
  },
  FirstTrySuccess: {
    unit: 'Percent',
    series: [
      {
        dimensions: ['Target'],
        triggers: scheduled,
        published: 'when decided',
        meaning: 'share of the decided checks that needed no second try, muted ones left out',
      },
    ],
  },
  Hop: {
    unit: 'Milliseconds',
    series: [
      {
        dimensions: ['Target', 'Hop'],
        triggers: scheduled,
        published: 'when measured',
        meaning: 'time from one event to the next, such as from webhook to premium',
      },
    ],
  },
  CertificateDaysLeft: {
    unit: 'Count',
    series: [
      {
        dimensions: ['Target', 'Host'],
        triggers: scheduled,
        published: 'when measured',
        meaning: 'days until the certificate of the host ends, negative once it has',
      },
    ],
  },
  Failures: {
    unit: 'Count',
    series: [
      {
        dimensions: ['Target', 'Class'],
        triggers: scheduled,
        published: 'when failing',
        meaning: 'checks that failed with this class, symptoms included, muted ones left out',
      },
    ],
  },
  FailureConfirmed: {
    unit: 'Count',
    series: [
      {
        dimensions: ['Target'],
        triggers: scheduled,
        published: 'when measured',
        meaning:
          '1 when what is red was red in the look before as well, or a moment later; 0 when a moment later it was not',
      },
    ],
  },
  ChecksExpected: {
    unit: 'Count',
    series: [
      {
        dimensions: ['Target', 'Cadence'],
        triggers: scheduled,
        published: 'each run',
        meaning: 'how many checks a run of this cadence expected; without data there was none',
      },
    ],
  },
  RunCompleted: {
    unit: 'Count',
    series: ofTheMonitor('each run', '1 when every expected check was decided, 0 when the run was cut short'),
  },
  ChecksNotRun: {
    unit: 'Count',
    series: ofTheMonitor('each run', 'expected checks that did not run, muted ones left out'),
  },
  HarnessFaults: {
    unit: 'Count',
    series: ofTheMonitor('each run', 'faults of the suite itself, not of the target'),
  },
  DatapointsLost: {
    unit: 'Count',
    series: ofTheMonitor('each run', 'data points that never reached the service and never will'),
  },
  OrphanedObjects: {
    unit: 'Count',
    series: ofTheMonitor('when measured', 'objects that runs created and did not clean up'),
  },
  ScheduleLag: {
    unit: 'Seconds',
    series: ofTheMonitor('when measured', 'how long after its due time the run started'),
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof catalogue;
export const metricNames = Object.keys(catalogue) as [MetricName, ...MetricName[]];

type SetsOf<M extends MetricName> = (typeof catalogue)[M]['series'][number]['dimensions'];

type Exactly<D extends DimensionName> = { readonly [name in D]: string } & {
  readonly [name in Exclude<DimensionName, D>]?: never;
};

type DimensionsOfSet<S> = S extends readonly DimensionName[] ? Exactly<S[number]> : never;

/** The dimensions a metric may be published under, each set exactly. */
export type DimensionsOf<M extends MetricName> = DimensionsOfSet<SetsOf<M>>;

/** The declared series of a metric with exactly these dimensions, if there is one. */
export function seriesOf(metric: MetricName, dimensions: Readonly<Record<string, string>>): Series | undefined {
  const names = Object.keys(dimensions);
  const series: readonly Series[] = catalogue[metric].series;
  return series.find(
    (one) => one.dimensions.length === names.length && one.dimensions.every((name) => names.includes(name)),
  );
}
