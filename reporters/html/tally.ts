import type { RunRecord } from '#record/run-record.ts';
import type { Outcome } from '#record/vocabulary.ts';
import { type Html, html } from './markup.ts';
import { outcomeMark, outcomeWords } from './status-badges.ts';

/** How all checks came out: a bar, and the same in numbers. */
export function tally({ checks, notWatched }: Pick<RunRecord, 'checks' | 'notWatched'>): Html {
  const outcomes = Object.keys(outcomeWords) as Outcome[];
  const counts = outcomes.flatMap((outcome) => {
    const number = checks.filter((check) => check.outcome === outcome).length;
    return number > 0 ? [{ outcome, number }] : [];
  });
  let from = 0;
  const segments = counts.map(({ outcome, number }) => {
    const segment = html`<rect class="is-${outcome}" x="${from}" width="${number}" height="1"/>`;
    from += number;
    return segment;
  });
  return html`<div class="tally">${
    checks.length > 0 &&
    html`<svg class="bar" viewBox="0 0 ${checks.length} 1" preserveAspectRatio="none" aria-hidden="true">${segments}</svg>`
  }
<ul>${counts.map(({ outcome, number }) => html`<li>${outcomeMark(outcome, `${number} ${outcomeWords[outcome]}`)}</li>`)}
<li>${notWatched.length > 0 ? html`<a href="#unwatched">${notWatched.length} not watched</a>` : 'nothing unwatched'}</li></ul></div>`;
}
