import type { CheckRecord } from '#record/run-record.ts';
import type { Outcome, VerdictName } from '#record/vocabulary.ts';
import { type Html, html } from './markup.ts';

/** How a thing stands, as colour and shape. Never alone: a word always stands beside it. */
export type Tone = 'good' | 'warn' | 'bad' | 'none';

const tonesOfOutcome = {
  pass: 'good',
  degraded: 'warn',
  fail: 'bad',
  'not-run': 'none',
} as const satisfies Record<Outcome, Tone>;

const tonesOfVerdict = {
  ok: 'good',
  failed: 'bad',
  degraded: 'warn',
  inconclusive: 'warn',
  misconfigured: 'warn',
  empty: 'none',
  interrupted: 'none',
  terminated: 'none',
} as const satisfies Record<VerdictName, Tone>;

export const outcomeTone = (outcome: Outcome): Tone => tonesOfOutcome[outcome];

export const verdictTone = (name: VerdictName): Tone => tonesOfVerdict[name];

/** What an outcome is called, in the order in which outcomes are told. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  fail: 'failed',
  degraded: 'degraded',
  'not-run': 'not run',
  pass: 'passed',
};

/** A tone as a shape: a cross, a triangle, a tick, a broken ring. */
export const icon = (tone: Tone): Html =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><use href="#mark-${tone}"/></svg>`;

/** The shapes that `icon` points to; once on a page. */
export const iconShapes: Html = html`<svg class="shapes" aria-hidden="true">
<symbol id="mark-good" viewBox="0 0 16 16"><circle class="disc" cx="8" cy="8" r="7.5"/><path class="sign" d="m4.6 8.2 2.4 2.5 4.6-5"/></symbol>
<symbol id="mark-bad" viewBox="0 0 16 16"><circle class="disc" cx="8" cy="8" r="7.5"/><path class="sign" d="m5.3 5.3 5.4 5.4m0-5.4-5.4 5.4"/></symbol>
<symbol id="mark-warn" viewBox="0 0 16 16"><path class="disc" d="M8 .8 15.7 15H.3z"/><path class="sign" d="M8 6v4m0 1.7v.9"/></symbol>
<symbol id="mark-none" viewBox="0 0 16 16"><circle class="ring" cx="8" cy="8" r="6.4"/></symbol>
</svg>
`;

/** A tone as shape and word. */
export const toneMark = (tone: Tone, word: string): Html =>
  html`<span class="mark ${tone}">${icon(tone)} ${word}</span>`;

/** An outcome as shape and word. */
export const outcomeMark = (outcome: Outcome, word: string = outcomeWords[outcome]): Html =>
  toneMark(outcomeTone(outcome), word);

/** An outcome as a shape, its word for those who hear the page. */
export const outcomeIcon = (outcome: Outcome): Html =>
  html`<span class="mark ${outcomeTone(outcome)}">${icon(outcomeTone(outcome))}<span class="unseen">${outcomeWords[outcome]}</span></span>`;

/** Why a check is as it is, in a line. */
export const reasonOf = ({ failure, reason, notRun }: CheckRecord): string =>
  failure?.message ??
  [notRun === 'blocked' || notRun === 'no-past' ? undefined : notRun, reason].filter(Boolean).join(': ');
