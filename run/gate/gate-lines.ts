import { shortRelease } from '#diagnosis/short-release.ts';
import type { Line } from '#reporters/model/line.ts';
import type { GateAnswer } from './gate-answer.ts';

/** The answer of a gate, a labelled line each. Pure. */
export function gateLines(answer: GateAnswer): Line[] {
  const { verdict, target, mode, rollback, why, scope, causes, releases, rounds, remarks, report, observed } = answer;
  const [lead] = causes;
  const served = releases.map(({ component, served: now, state }) =>
    state === 'unknown' || !now ? `${component} unknown` : `${component} ${shortRelease(now)}`,
  );
  const looked = rounds.map(
    ({ kind, verdict: one, durationMs }) => `${kind} ${one} ${(durationMs / 1_000).toFixed(1)} s`,
  );
  return [
    { label: 'Gate', text: `${verdict.toUpperCase()}  ${target}  ${effect(answer)}` },
    { label: 'Rollback', text: `${rollback.toUpperCase()}${scope === 'none' ? '' : `, ${scope}`}: ${why}` },
    ...(lead ? [{ label: 'Cause', text: `${lead.title}: ${lead.message} (${lead.check})` }] : []),
    ...(served.length > 0
      ? [{ label: 'Release', text: `${served.join(', ')}, after ${seconds(answer.waitedMs)}` }]
      : []),
    ...(looked.length > 0 ? [{ label: 'Rounds', text: looked.join(', ') }] : []),
    ...remarks.map((text) => ({ label: 'Remark', text })),
    ...(report ? [{ label: 'Report', text: report }] : []),
    { label: mode === 'block' ? 'So far' : 'Observed', text: observed },
  ];
}

const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`;

function effect({ code, blocks, mode }: GateAnswer): string {
  if (code === 1 || code === 3) return 'holds the deploy up';
  if (blocks && mode === 'observe') return 'would hold the deploy up (mode observe)';
  return code > 3 ? 'nothing can be said of the deploy' : 'lets the deploy pass';
}
