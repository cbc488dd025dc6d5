import { readdirSync } from 'node:fs';
import { ConfigError, type ConfigProblem, unknownWord } from '#targets/definition/problem.ts';
import { type DemoOptions, givenEvidence } from './demo-options.ts';
import type { BootedDemo, DemoSystem } from './demo-system.ts';

const folder = new URL('systems/', import.meta.url);

/** The systems that a demo can be of: one file each. */
export const systemNames = (): string[] =>
  readdirSync(folder)
    .map((file) => file.replace(/\.ts$/, ''))
    .toSorted();

/**
 * A system of the demo, by its name.
 *
 * @throws {ConfigError} when there is none.
 */
export async function demoSystem(name: string): Promise<DemoSystem> {
  const names = systemNames();
  if (!names.includes(name)) throw new ConfigError([unknownWord('--system', name, names, 'one of')]);
  const { system }: { system: DemoSystem } = await import(new URL(`${name}.ts`, folder).href);
  return system;
}

/**
 * Boots a demo system.
 *
 * @throws {ConfigError} for an unknown system or fault, before anything is opened.
 */
export async function bootDemo(options: DemoOptions): Promise<BootedDemo> {
  const { system: name, fault = [], latency, jitter = '0', evidence = [], manyRuns = false, plant = false } = options;
  const { rolloutFault = [] } = options;
  const system = await demoSystem(name);
  const known = Object.keys(system.faults);
  const problems: ConfigProblem[] = [...fault, ...rolloutFault]
    .filter((id) => !known.includes(id.split(':', 1)[0] ?? ''))
    .map((id) => unknownWord('--fault', id, known, 'one of'));
  for (const host of fault.flatMap((id) => id.split(':').slice(1)))
    if (!system.faultHosts.includes(host))
      problems.push(unknownWord('--fault', host, system.faultHosts, 'a host of the demo, one of'));
  for (const [where, found] of Object.entries({ '--latency': latency, '--jitter': jitter }))
    if (!/^\d+$/.test(found))
      problems.push({ where, found: `"${found}"`, expected: 'milliseconds', remedy: 'write a whole number' });
  const given = givenEvidence.filter((one) => evidence.includes(one));
  for (const found of evidence)
    if (!system.evidence.some((one) => one === found))
      problems.push(unknownWord('--evidence', found, system.evidence, 'one of'));
  if (problems.length > 0) throw new ConfigError(problems);
  const delays = { latencyMs: Number(latency), jitterMs: Number(jitter) };
  const booted = await system.boot({ faults: fault, ...delays, evidence: given, manyRuns, plant });
  return { ...booted, environment: { WATCHPOST_TARGET: name, ...booted.environment } };
}
