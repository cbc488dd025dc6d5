import type { Diagnosis } from '#diagnosis/model.ts';
import type { RunRecord, VerdictReason } from '#record/run-record.ts';
import { mutedTexts, publishText, requestsText, untriedTexts, unwatchedOf } from '../model/of-the-run.ts';
import { count } from '../text/format.ts';
import { checkLink } from './check-link.ts';
import { facts } from './facts.ts';
import { type Html, html, type Part } from './markup.ts';
import type { Screen } from './screen.ts';
import { toneMark, verdictTone } from './status-badges.ts';

const mostReasons = 12;

/** What nobody looked at: a claim that the target does not describe, a check that is muted or whose result is not known. */
export function unwatchedScreen(
  { notWatched, expected, checks, warnings = [] }: RunRecord,
  { undecided }: Diagnosis,
  unseen: readonly string[],
): Screen {
  const muted = mutedTexts({ checks, warnings });
  const untried = untriedTexts({ checks });
  const body = [
    notWatched.length === 0 ? html`<p>Everything is watched.</p>` : unwatchedList({ notWatched, expected }),
    unseen.length > 0 &&
      html`<h3>Not seen from outside</h3><ul class="plain">${unseen.map((text) => html`<li>${text}</li>`)}</ul>`,
    untried.length > 0 &&
      html`<h3>Not tried</h3><ul class="plain">${untried.map((text) => html`<li>${text}</li>`)}</ul>`,
    muted.length > 0 && html`<h3>Muted</h3><ul class="plain">${muted.map((text) => html`<li>${text}</li>`)}</ul>`,
    undecided.length > 0 && html`<p>Not decided: ${inList(undecided, checks)}</p>`,
  ];
  return { id: 'unwatched', title: 'Not watched', short: 'Not watched', body };
}

/** Layers of which nothing is watched are folded: of a product without them nobody asks after their claims. */
function unwatchedList(record: Pick<RunRecord, 'notWatched' | 'expected'>): Part {
  const { layers, single } = unwatchedOf(record);
  return [
    layers.map(
      ([layer, claims]) =>
        html`<details class="layer"><summary>nothing of <b>${layer}</b> (${count(claims.length, 'claim')})</summary>${claimList(claims)}</details>`,
    ),
    single.length > 0 && claimList(single),
  ];
}

const claimList = (claims: RunRecord['notWatched']): Html =>
  html`<ul class="plain">${claims.map(({ id, title, why }) => html`<li><code>${id}</code> ${title}${why && `: ${why}`}</li>`)}</ul>`;

const inList = (ids: readonly string[], checks: RunRecord['checks']): Part =>
  ids.map((id, at) => [at > 0 && ', ', checks.some((check) => check.id === id) ? checkLink(id) : id]);

/** Every reason that bears on the verdict, the winner first; a long list is folded. */
export function reasonsScreen({ verdict }: RunRecord): Screen {
  const [shown, folded] = [verdict.reasons.slice(0, mostReasons), verdict.reasons.slice(mostReasons)];
  const body = [
    reasonList(shown),
    folded.length > 0 &&
      html`<details><summary>and ${count(folded.length, 'more reason')}</summary>${reasonList(folded)}</details>`,
  ];
  return { id: 'reasons', title: `Why ${verdict.name}`, short: 'Why', body };
}

const reasonList = (reasons: readonly VerdictReason[]): Html =>
  html`<ul class="plain">${reasons.map(({ verdict, message }) => html`<li>${toneMark(verdictTone(verdict), verdict)} ${message}</li>`)}</ul>`;

/** What the run asked, sent and ran on. */
export function runScreen(record: RunRecord): Screen {
  const { versions, releases, tiers, scheduledAt, startedAt, endedAt } = record;
  const seen = Object.entries(releases).map(
    ([component, names]): Html => html`<div>${component} <code>${names.join(' and ')}</code></div>`,
  );
  const body = facts([
    ['Asked', requestsText(record)],
    ['Sent', publishText(record)],
    ['Tiers', tiers.join(', ')],
    ['From, to', html`<time>${startedAt}</time>, <time>${endedAt}</time>`],
    ['Due', scheduledAt && html`<time>${scheduledAt}</time>`],
    ['Releases', seen],
    ['Notes', (record.notes ?? []).map((note): Html => html`<div>${note}</div>`)],
    ['Versions', `Watchpost ${versions.suite}, Node ${versions.node}, browser ${versions.browser}`],
  ]);
  return { id: 'run', title: 'The run itself', short: 'Run', body };
}
