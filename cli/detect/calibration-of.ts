import { recordedClean } from '#record/samples/recorded.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { demoSystem, systemNames } from '../boot-demo.ts';
import { calibrate, type KnownFault } from './calibration.ts';
import { elsewhere } from './rows/elsewhere.ts';

/** Every fault of the demos as it was last recorded, and the kinds that are known from products unlike them, by where they are from. */
export async function knownFaults(): Promise<Record<'the demos' | 'elsewhere', KnownFault[]>> {
  const recorded = await Promise.all(systemNames().map(ofDemo));
  const target = await loadTarget('loventia');
  const kinds = elsewhere.map(({ what, changes, means, truth }) => ({
    ...{ name: what, record: sampleRecord(changes), target, means, truth },
    check: Object.keys(changes)[0] ?? '',
  }));
  return { 'the demos': recorded.flat(), elsewhere: kinds };
}

async function ofDemo(system: string): Promise<KnownFault[]> {
  const [target, { rows }] = await Promise.all([loadTarget(system), demoSystem(system)]);
  const clean = recordedClean(system);
  return rows.map(({ fault, incident = fault, within = [], check, truth }) => ({
    ...{ name: fault, target, check, means: [incident, ...within], truth },
    record: sampleRecord(changesOf(fault, system), {}, {}, clean),
  }));
}

const levels = ['high', 'medium', 'low'] as const;

/**
 * The table of how far each level of confidence may be trusted: where from, the level, how many causes have it, and of these
 * how many are rightly named and have the right owner, and of the answers on going back how many are right.
 */
export async function calibrationRows(): Promise<string[][]> {
  return Object.entries(await knownFaults()).flatMap(([where, faults]) => {
    const here = faults.flatMap((one) => calibrate(one) ?? []);
    return levels.map((level) => {
      const of = here.filter((one) => one.level === level);
      const answers = of.flatMap(({ rollback }) => rollback);
      const right = (holds: readonly boolean[]) => `${holds.filter(Boolean).length} of ${holds.length}`;
      return [
        where,
        level,
        String(of.length),
        right(of.map(({ cause }) => cause)),
        right(of.map(({ owner }) => owner)),
        right(answers),
      ];
    });
  });
}
