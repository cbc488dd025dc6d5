import { z } from 'zod';
import { parsedJson } from '#record/parsed-json.ts';

/** How many runs of a system the charts show; a run takes about 50 KB. */
const mostRuns = 30;

/** A line of Allure's history: a run with all its results. Its name is ours. */
const point = z.looseObject({ name: z.string(), timestamp: z.number() });
export type Point = z.infer<typeof point>;

/** A run by the name that its line has. */
export interface NamedRun {
  id: string;
  system: string;
  startedMs: number;
}

export const nameOf = ({ system, id }: Pick<NamedRun, 'system' | 'id'>): string => `${system} ${id}`;

/** The lines that are one of a run: a file that was cut off in the middle of a line has lost this one. */
export const parseHistory = (text: string): Point[] =>
  text.split('\n').flatMap((line) => point.safeParse(parsedJson(line)).data ?? []);

export const formatHistory = (points: readonly Point[]): string =>
  points.map((one) => `${JSON.stringify(one)}\n`).join('');

/** The runs of the same system that started before this one, oldest first. */
export function before(history: readonly Point[], run: NamedRun): Point[] {
  return ofSystem(history, run.system)
    .filter((one) => one.name !== nameOf(run) && one.timestamp < run.startedMs)
    .slice(1 - mostRuns);
}

/** The history with this run in it once, in its place, however often it is asked for. */
export function withRun(history: readonly Point[], run: NamedRun, line: Point): Point[] {
  const mine = { ...line, name: nameOf(run), timestamp: run.startedMs };
  const others = history.filter(({ name }) => name !== mine.name);
  const all = [...others, mine].toSorted((a, b) => a.timestamp - b.timestamp);
  const kept = new Set(ofSystem(all, run.system).slice(-mostRuns));
  return all.filter((one) => kept.has(one) || !isOf(one, run.system));
}

const ofSystem = (history: readonly Point[], system: string) => history.filter((one) => isOf(one, system));

const isOf = ({ name }: Point, system: string) => name.startsWith(`${system} `);
