import { existsSync, readFileSync } from 'node:fs';
import { demoSystem } from '#cli/boot-demo.ts';
import { expectedGate } from '#cli/detect/gate/expected-gate.ts';
import { type GateCase, gateCases } from '#cli/detect/gate/gate-case.ts';
import { type GateResult, gateResultsFileOf } from '#cli/detect/gate/gate-result.ts';
import type { GateDetection } from '#cli/detect/gate/judge-gate.ts';

const system = 'loventia';

const words = {
  well: 'a release that is well',
  never: 'a release that never comes',
  with: 'in the release',
  before: 'there before',
} as const;

/** The rows of the table of how the gate ended, case by case, as the last full look came out. */
export async function expectedGates(): Promise<string[][]> {
  const { rows } = await demoSystem(system);
  const { gates = [] } = lastResult() ?? {};
  return gateCases(rows, false).map((one) =>
    rowOf(
      one,
      gates.find(({ situation, fault }) => situation === one.situation && fault === one.row?.fault),
    ),
  );
}

function rowOf(one: GateCase, gate: GateDetection | undefined): string[] {
  const { code, rollback, scope } = expectedGate(one);
  const expected = `${code}, ${rollback.join(' or ')}${scope ? `, ${scope}` : ''}`;
  const what = one.row ? `\`${one.row.fault}\`` : '-';
  if (!gate) return [what, words[one.situation], expected, 'not looked at yet', '-'];
  const where = gate.rollback === 'no' || gate.scope === undefined ? '' : `, ${gate.scope}`;
  const ended = `${gate.code}, ${gate.rollback ?? '-'}${where}`;
  return [
    what,
    words[one.situation],
    expected,
    gate.wrong.length > 0 ? `WRONG: ${ended}` : ended,
    gate.seconds.toFixed(1),
  ];
}

/** The end of the sentence on the last full result; nothing where nobody has looked yet. */
export function expectedGateSentence(): Record<string, string> {
  const result = lastResult();
  if (!result) return {};
  const { date, commit, cores, right, of, minutes } = result;
  const when = `on ${date.slice(0, 10)} at ${commit}, ${cores} cores`;
  return {
    'The last `npm run detect -- --gate`': `${when}: ${right} of ${of} gates ended as they should, in ${minutes} minutes.`,
  };
}

function lastResult(): GateResult | undefined {
  const file = gateResultsFileOf(system);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
