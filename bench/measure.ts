import { median } from '#record/median.ts';
import type { Asked } from './count-asked.ts';
import { bootDemo, type Demo } from './demo.ts';
import type { Measure } from './measures.ts';
import { figureOf, memoryOf, type Program, timeOf } from './process.ts';
import { type Pairs, type Ratio, ratioOf } from './statistics.ts';

/** What a measure came to. */
export interface Result extends Pick<Measure, 'id' | 'title' | 'unit' | 'must' | 'reach' | 'sameWork'> {
  pairs: Pairs;
  medians: { ours: number; beside?: number };
  /** Absent where a measure stands on its own. */
  ratio?: Ratio;
  /** What each side asked of the demo in one run. */
  asked?: { ours: Asked; beside: Asked };
  /** The sides were to do the same work, and did not: the ratio says nothing. */
  unequal?: boolean;
  ok: boolean;
}

/** Demos by how slow they are: each boots once, however many measures use it. */
export class Demos {
  readonly #booted = new Map<string, Promise<Demo>>();

  at({ latencyMs, slow }: Pick<Measure, 'latencyMs' | 'slow'>): Promise<Demo> {
    const key = JSON.stringify([latencyMs, slow]);
    const booted = this.#booted.get(key) ?? bootDemo(latencyMs, slow);
    this.#booted.set(key, booted);
    return booted;
  }

  async close(): Promise<void> {
    for (const booted of this.#booted.values()) await (await booted).close();
  }
}

/** Takes the pairs of one measure, ours first. A pair before them warms the caches and counts what each side asks. */
export async function take(measure: Measure, demo: Demo, runs: number): Promise<Result> {
  const taken = figure(measure);
  const ours = () => taken(measure.ours(demo));
  const beside = besideOf(measure, demo, taken);
  const counted = { ours: await asked(demo, ours), ...(beside && { beside: await asked(demo, beside) }) };
  const pairs: Pairs = { ours: [], beside: [] };
  for (let run = 0; run < runs; run += 1) {
    pairs.ours.push(await ours());
    if (beside) pairs.beside.push(await beside());
  }
  return resultOf(measure, pairs, counted);
}

function figure({ read, unit }: Measure): (program: Program) => Promise<number> {
  if (read) return (program) => figureOf(program, read);
  return unit === 'ms' ? timeOf : memoryOf;
}

function besideOf({ beside }: Measure, demo: Demo, taken: (program: Program) => Promise<number>) {
  if (!beside) return undefined;
  return async () => ('ms' in beside ? beside.ms : await taken(beside(demo)));
}

async function asked(demo: Demo, side: () => Promise<number>): Promise<Asked> {
  await demo.asked();
  await side();
  return demo.asked();
}

function resultOf(measure: Measure, pairs: Pairs, counted: { ours: Asked; beside?: Asked }): Result {
  const { id, title, unit, must, reach, sameWork } = measure;
  const common = { id, title, unit, must, ...(reach && { reach }), ...(sameWork && { sameWork }), pairs };
  if (!counted.beside) {
    const own = median(pairs.ours);
    return { ...common, medians: { ours: own }, ok: own <= must };
  }
  const medians = { ours: median(pairs.ours), beside: median(pairs.beside) };
  const ratio = ratioOf(pairs);
  if (typeof measure.beside !== 'function') return { ...common, medians, ratio, ok: ratio.value <= must };
  const asked = { ours: counted.ours, beside: counted.beside };
  const unequal = sameWork && !(alike(asked, 'own') && alike(asked, 'browser'));
  return { ...common, medians, ratio, asked, ...(unequal && { unequal }), ok: !unequal && ratio.value <= must };
}

/** Waiting takes a request more or less; a page that is left while it loads is cut off sooner or later. */
const tolerance = { own: 0.1, browser: 0.25 };

function alike({ ours, beside }: { ours: Asked; beside: Asked }, counted: 'own' | 'browser'): boolean {
  return Math.abs(ours[counted] - beside[counted]) <= tolerance[counted] * beside[counted];
}
