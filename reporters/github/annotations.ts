import type { CauseAnswer } from '../model/cause-answer.ts';
import type { Answer } from '../model.ts';
import { annotation } from './annotation.ts';

/** GitHub shows so many of each kind for a step and drops the others. */
const most = 10;

/**
 * Workflow commands that mark the causes of a run at the lines that failed, as its answer tells them: at most ten errors and
 * ten warnings. What only degrades the run, or is a third party's, is a warning.
 */
export function annotationsOf({ causes, record }: Answer): string[] {
  const errors = causes.filter(({ cause }) => isError(cause));
  const warnings = causes.filter(({ cause }) => !isError(cause));
  const annotate = (kind: 'error' | 'warning') => (cause: CauseAnswer) => atCheck(kind, cause, record.checks);
  return [...errors.slice(0, most).map(annotate('error')), ...warnings.slice(0, most).map(annotate('warning'))];
}

/** A fault of the suite outside any check is as loud as a failure: the run says nothing. */
const isError = ({ outcome, owner, checks }: CauseAnswer['cause']): boolean =>
  checks.length === 0 || (outcome === 'fail' && owner.party !== 'third-party');

function atCheck(
  kind: 'error' | 'warning',
  { cause, title, seen, because }: CauseAnswer,
  checks: Answer['record']['checks'],
): string {
  const [lead] = cause.checks;
  const check = checks.find(({ id }) => id === lead);
  const told = [`${title}: ${seen}`, ...(lead ? [`${lead} (${cause.class})`] : []), ...(because ? [because] : [])];
  return annotation({
    kind,
    title: `${cause.severity} ${lead ?? 'Watchpost itself'}`,
    text: told.join('\n'),
    at: check?.failure?.at ?? check?.location ?? '',
  });
}
