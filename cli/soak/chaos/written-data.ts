import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { batchSchema } from '#cloudwatch/batch.ts';
import { parsedJson } from '#record/parsed-json.ts';
import type { DemoOfLoventia } from '../../systems/loventia.ts';

/** What CloudWatch holds of one metric. */
export type Series = ReturnType<DemoOfLoventia['cloudwatchSeries']>[number];

/** The data in the outboxes of a store, by name: what can still be sent, and what has been given up. */
export function writtenData(store: string): { waiting: Set<string>; given: Set<string> } {
  const entries = readdirSync(store, { withFileTypes: true, recursive: true });
  const found = { waiting: new Set<string>(), given: new Set<string>() };
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
    const [, state = ''] = /outbox\/(\w+)$/.exec(parentPath) ?? [];
    const { data: batch } = batchSchema.safeParse(parsedJson(readFileSync(join(parentPath, name), 'utf8')));
    if (state === '' || !batch) continue;
    const into = ['lost', 'aside'].includes(state) ? found.given : found.waiting;
    for (const { metric, dimensions, at } of batch.data) into.add(nameOf(metric, Object.entries(dimensions), at));
  }
  return found;
}

/** The data that have arrived, by the same names. */
export function arrivedData(all: readonly Series[]): Set<string> {
  const names = all.flatMap(({ metricName, dimensions, samples }) => {
    const pairs = dimensions.map(({ Name, Value }): [string, string] => [Name, Value]);
    return samples.map(({ time }) => nameOf(metricName, pairs, new Date(time).toISOString()));
  });
  return new Set(names);
}

const nameOf = (metric: string, dimensions: [string, string][], at: string) =>
  [metric, ...dimensions.map((pair) => pair.join('=')).toSorted(), `at ${new Date(at).toISOString()}`].join(' ');
