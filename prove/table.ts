import { isProved, type ProofResult, type Survivor, wanted } from './result.ts';

/** A proof as a person reads it in a terminal. */
export function renderProof(result: ProofResult): string {
  const { checks, mutants, killed, survivors, stale, unjudged } = result;
  const rows = Object.entries(checks).map(([id, row]) => line(id, row.mutants, row.killed, row.survivors));
  const excused = survivors.filter(({ accepted }) => accepted);
  const open = survivors.filter(({ accepted }) => !accepted);
  const share = (of: number) => (of > 0 ? Math.floor((killed * 1_000) / of) / 10 : 0);
  return [
    line('check', 'mutants', 'noticed', 'nobody did'),
    ...rows,
    '',
    ...listed('Survived unnoticed', open),
    ...listed('Survived, and why that does not matter', excused),
    ...(unjudged.length > 0
      ? ['Looked at and never judged: nothing was done to', ...unjudged.map((key) => `  ${key}`), '']
      : []),
    ...(stale.length > 0 ? ['Excused, but no longer survives', ...stale.map((reason) => `  ${reason}`), ''] : []),
    `${killed} of ${mutants} mutants killed (${share(mutants)} %), ${excused.length} of ${survivors.length} survivors excused: ${share(mutants - excused.length)} % of those that matter, wanted ${wanted} %`,
    isProved(result) ? 'proved' : 'not proved',
  ].join('\n');
}

const line = (id: string, ...figures: (string | number)[]) =>
  `${id.padEnd(28)}${figures.map((figure) => String(figure).padStart(11)).join('')}`;

function listed(title: string, survivors: readonly Survivor[]): string[] {
  if (survivors.length === 0) return [];
  const lines = survivors.map(({ answer, mutation, readers, accepted, unclear }) =>
    [
      `  ${answer}: ${mutation}`,
      `    read by ${readers.join(', ')}`,
      ...(accepted ? [`    ${accepted}`] : []),
      ...(unclear ?? []).map((why) => `    unclear: ${why}`),
    ].join('\n'),
  );
  return [title, ...lines, ''];
}
