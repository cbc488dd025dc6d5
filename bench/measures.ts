import type { Demo } from './demo.ts';
import { journeyMs, slowJourney } from './journey.ts';
import type { Program } from './process.ts';
import {
  answer,
  audit,
  auditCalls,
  brokenGate,
  check,
  coldJob,
  goodGate,
  idleTriage,
  oneRequestTest,
  otherColdJob,
  plainScript,
  setUp,
} from './programs.ts';
import type { SlowDemo } from './slow-demo.ts';

/** One line of the table. */
export interface Measure {
  id: string;
  title: string;
  unit: 'ms' | 'MiB' | '%';
  /** Added to every answer of the demo, in ms. */
  latencyMs: number;
  /** What else is slow in the demo. */
  slow?: SlowDemo;
  ours: (demo: Demo) => Program;
  /** What ours is compared with; without it, the limits are absolute. */
  beside?: ((demo: Demo) => Program) | { ms: number };
  /** Where the figure is not that of the whole process: reads it out of what a side prints. */
  read?: (printed: string) => number;
  /** Both sides are to ask the demo for the same. */
  sameWork?: boolean;
  /** Ratio, or the unit's figure: a larger one fails the bench. */
  must: number;
  /** What we would like it to be. */
  reach?: number;
}

const wholeRun = ({ environment }: Demo) => check(['--target', 'loventia', '--trigger', 'schedule'], environment);
const httpTier = ({ environment }: Demo) => check(['--target', 'loventia', '--tier', 'http'], environment);
const plain = ({ world }: Demo) => plainScript(world);

export const measures: readonly Measure[] = [
  {
    id: 'whole',
    title: 'whole run / plain script',
    unit: 'ms',
    latencyMs: 0,
    ours: wholeRun,
    beside: plain,
    sameWork: true,
    must: 2,
    reach: 1.3,
  },
  {
    id: 'latency',
    title: 'the same, 80 ms an answer',
    unit: 'ms',
    latencyMs: 80,
    ours: wholeRun,
    beside: plain,
    sameWork: true,
    must: 0.8,
    reach: 0.6,
  },
  {
    id: 'http',
    title: 'tier http / one Playwright test',
    unit: 'ms',
    latencyMs: 0,
    ours: httpTier,
    beside: ({ world }) => oneRequestTest(world.api),
    must: 2.2,
    reach: 1.6,
  },
  {
    id: 'memory',
    title: 'peak memory / plain script',
    unit: 'MiB',
    latencyMs: 0,
    ours: wholeRun,
    beside: plain,
    sameWork: true,
    must: 2.3,
    reach: 1.6,
  },
  {
    id: 'journey',
    title: 'purchase / the 10 s of delays in it',
    unit: 'ms',
    latencyMs: 0,
    slow: slowJourney.demo,
    ours: ({ environment }) => check(['--target', 'loventia', '--tier', 'purchase', '--json'], environment),
    beside: { ms: slowJourney.ms },
    read: journeyMs,
    must: 1.25,
  },
  {
    id: 'audit',
    title: 'audit / its calls at once, 80 ms',
    unit: 'ms',
    latencyMs: 80,
    ours: ({ environment }) => audit(environment),
    beside: ({ world }) => auditCalls(world),
    read: Number,
    must: 1.2,
  },
  {
    id: 'answer',
    title: 'answer to a failed run of 500 checks',
    unit: 'ms',
    latencyMs: 0,
    ours: () => answer,
    read: (printed) => Number(JSON.parse(printed).ms),
    must: 150,
  },
  {
    id: 'answer-memory',
    title: 'what that takes more',
    unit: 'MiB',
    latencyMs: 0,
    ours: () => answer,
    read: (printed) => Number(JSON.parse(printed).mib),
    must: 100,
  },
  {
    id: 'setup',
    title: 'set-up with all in place',
    unit: 'ms',
    latencyMs: 0,
    ours: () => setUp,
    must: 300,
  },
  {
    id: 'gate-broken',
    title: 'gate of a broken release, beyond its check',
    unit: 'ms',
    latencyMs: 0,
    ours: () => brokenGate,
    read: Number,
    must: 3_000,
  },
  {
    id: 'gate-good',
    title: 'gate of a good one, beyond its rounds',
    unit: '%',
    latencyMs: 0,
    ours: () => goodGate,
    read: Number,
    must: 5,
  },
  {
    id: 'triage-idle',
    title: 'triage between two looks, of a core',
    unit: '%',
    latencyMs: 0,
    ours: () => idleTriage,
    read: Number,
    must: 2,
  },
  {
    id: 'cold',
    title: "a job on a clean machine / Elastic's",
    unit: 'ms',
    latencyMs: 0,
    ours: () => coldJob,
    beside: () => otherColdJob,
    read: (printed) => Number(JSON.parse(printed).ms),
    must: 0.8,
  },
  {
    id: 'cold-size',
    title: 'what it leaves on the disk',
    unit: 'MiB',
    latencyMs: 0,
    ours: () => coldJob,
    beside: () => otherColdJob,
    read: (printed) => Number(JSON.parse(printed).mib),
    must: 0.8,
  },
];
