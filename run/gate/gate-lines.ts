import { shortRelease } from '#diagnosis/short-release.ts';
import type { Line } from '#reporters/model/line.ts';
import type { GateAnswer } from './gate-answer.ts';

/** The answer of a gate, a labelled line each. Pure. */
export function gateLines(answer: GateAnswer): Line[] {
  const { verdict, target, mode, rollback, why, scope, causes, releases, rounds, remarks, report, observed } = answer;
  const [lead] = causes;
  const reasons = reasonsOf(answer);
  const notes = remarks.filter((text) => !reasons.includes(text));
  return [
    { label: 'Gate', text: `${verdict.toUpperCase()}  ${target}  ${effect(answer)}` },
    ...reasons.map((text) => ({ label: 'Cause', text })),
    { label: 'Rollback', text: `${rollback.toUpperCase()}${scope === 'none' ? '' : `, ${scope}`}: ${why}` },
    ...(lead ? [{ label: 'Cause', text: `${lead.title}: ${lead.message} (${lead.check})` }] : []),
    ...nextStep(answer),
    ...(releases.length > 0
      ? [{ label: 'Served', text: `${releases.map(servedText).join('; ')}. Waited ${seconds(answer.waitedMs)} for it` }]
      : []),
    ...(rounds.length > 0 ? [{ label: 'Looked', text: lookedText(rounds) }] : []),
    ...notes.map((text) => ({ label: 'Note', text })),
    ...(report ? [{ label: 'Report', text: report }] : []),
    { label: mode === 'block' ? 'So far' : 'Observed', text: observed },
  ];
}

/** What stands in place of a cause where the deploy itself could not be judged: what is served, or that it changed. */
export const reasonsOf = ({ verdict, causes, remarks }: GateAnswer): string[] =>
  causes.length === 0 && (verdict === 'inconclusive' || verdict === 'superseded') ? remarks : [];

/** What a person does who waits for a deploy of which nothing is known yet. */
function nextStep({ verdict, causes, releases, rounds }: GateAnswer): Line[] {
  if (verdict !== 'inconclusive' || causes.length > 0) return [];
  const missing = releases.filter(({ state }) => state === 'missing').map(({ component }) => component);
  const label = 'Do 1';
  if (missing.length > 0)
    return [
      {
        label,
        text: `see in what deploys ${missing.join(' and ')} how far the rollout is`,
        expect:
          'still running -> this gate again, with a longer --fence-timeout; failed or taken back -> its log; ' +
          'done -> --release names another release than was deployed, or a cache keeps the one before',
      },
    ];
  return rounds.length > 0
    ? [{ label, text: 'this gate again, when the rollout is over and nothing else deploys' }]
    : [];
}

function servedText({ component, expected, served, before, state }: GateAnswer['releases'][number]): string {
  if (state === 'unknown') return `${component}: nothing shows its release`;
  if (!served) return `${component} names no release`;
  const now = `${component} ${shortRelease(served)}`;
  if (!expected) return now;
  const old = before && before !== served ? `, before ${shortRelease(before)}` : '';
  return state === 'arrived'
    ? `${now} as deployed${old}`
    : `${now}, where ${shortRelease(expected)} was deployed${old}`;
}

const kinds = { critical: 'what is critical', all: 'everything' } as const;

function lookedText(rounds: GateAnswer['rounds']): string {
  const looks = Object.entries(Object.groupBy(rounds, ({ kind }) => kind)) as [
    keyof typeof kinds,
    GateAnswer['rounds'],
  ][];
  return looks.map(([kind, own]) => `at ${kinds[kind]}: ${own.map(lookText).join(', ')}`).join('; ');
}

const lookText = ({ verdict, durationMs, again }: GateAnswer['rounds'][number]) =>
  `${verdict} in ${(durationMs / 1_000).toFixed(1)} s${again ? ` (asked again, failed again: ${again.join(', ')})` : ''}`;

const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`;

function effect({ code, blocks, mode }: GateAnswer): string {
  if (code === 1 || code === 3) return 'holds the deploy up';
  if (blocks && mode === 'observe') return 'would hold the deploy up (mode observe)';
  return code > 3 ? 'nothing can be said of the deploy' : 'lets the deploy pass';
}
