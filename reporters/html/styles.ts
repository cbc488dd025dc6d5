const light = `
--page:#f5f6f7; --card:#fff; --sunken:#eef0f2; --ink:#1a1e23; --quiet:#566069; --line:#d8dde2; --link:#0b5394;
--good:#176b3a; --good-soft:#e4f3e9; --warn:#8a5300; --warn-soft:#fdf0d8; --bad:#b3212b; --bad-soft:#fbe9e9;
--none:#59636d; --none-soft:#eceff1; --on-tone:#fff; --gap:#fff0b3;
--dns:#7a5ea8; --tcp:#2f7f95; --tls:#b06a1f; --ttfb:#3f6fb8; --transfer:#4b8552; --rest:#b9c0c7;
--hop:#3f6fb8; --hop-next:#7d9fd0;`;

const dark = `
--page:#131619; --card:#1b1f23; --sunken:#262b30; --ink:#e4e7ea; --quiet:#a2acb6; --line:#363d44; --link:#8ec2f5;
--good:#79d197; --good-soft:#173022; --warn:#efc06a; --warn-soft:#352a14; --bad:#ff9a96; --bad-soft:#3b1d1f;
--none:#aeb7bf; --none-soft:#272c31; --on-tone:#131619; --gap:#55470f;
--dns:#b79be0; --tcp:#5fb4ca; --tls:#dd9a52; --ttfb:#7ba7ea; --transfer:#7dbb85; --rest:#565f68;
--hop:#7ba7ea; --hop-next:#4a6da3;`;

/** A wide page; then what differs on a phone, where names stand above what they name, and on paper. */
export const styles = `
:root { color-scheme: light dark; --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; ${light} }
@media screen and (prefers-color-scheme: dark) { :root { ${dark} } }

* { box-sizing: border-box; }
html { border-top: 6px solid var(--tone); scroll-padding-top: 3.5rem; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 0 1.5rem 4rem; max-width: 68rem; background: var(--page); color: var(--ink); overflow-wrap: anywhere; font: .9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, pre { margin: 0; }
ul, ol { padding: 0; list-style: none; }
h2 { margin-bottom: .75rem; font-size: 1.1875rem; font-weight: 650; }
h3 { font-size: 1rem; font-weight: 650; }
h4 { margin: 1rem 0 .375rem; font-size: .875rem; font-weight: 650; }
dt { color: var(--quiet); font-size: .875rem; }
code, pre, .id { font-family: var(--mono); font-size: .875em; }
pre { white-space: pre-wrap; }
pre code { font-size: 1em; }
a { color: var(--link); text-underline-offset: .15em; }
.id { text-decoration-color: var(--line); }
summary { cursor: pointer; }
a:focus-visible, button:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.quiet { color: var(--quiet); font-size: .875rem; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.shapes { position: absolute; width: 0; height: 0; }

.good { --tone: var(--good); --soft: var(--good-soft); }
.warn { --tone: var(--warn); --soft: var(--warn-soft); }
.bad { --tone: var(--bad); --soft: var(--bad-soft); }
.none { --tone: var(--none); --soft: var(--none-soft); }
.icon { flex: none; width: .95em; height: .95em; vertical-align: -.1em; color: var(--tone); }
.disc { fill: currentColor; }
.sign { fill: none; stroke: var(--on-tone); stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
.ring { fill: none; stroke: currentColor; stroke-width: 1.8; stroke-dasharray: 3.2 1.8; }
.mark { color: var(--tone); font-weight: 600; white-space: nowrap; }
.chip, .severity { display: inline-block; padding: 0 .5em; border: 1px solid var(--line); border-radius: 1em; background: var(--sunken); font-size: .8125rem; font-weight: 600; line-height: 1.5rem; white-space: nowrap; }

.masthead { display: grid; grid-template-columns: 1fr auto; gap: .5rem 1.5rem; align-items: baseline; padding: 1.25rem 0; }
h1 { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; font-size: 1.375rem; font-weight: 600; line-height: 1.25; }
.verdict { color: var(--tone); font-size: 2.125rem; font-weight: 750; letter-spacing: -.015em; text-transform: capitalize; }
h1 .severity { border-color: var(--tone); background: var(--soft); color: var(--tone); font-size: 1.0625rem; line-height: 1.75rem; }
.environment { color: var(--quiet); font-weight: 400; }
.when { color: var(--quiet); text-align: right; font-variant-numeric: tabular-nums; }
.when b { color: var(--ink); font-size: 1.125rem; }
.streak { display: block; color: var(--bad); font-weight: 600; }
.tally, .masthead .facts { grid-column: 1 / -1; }
.tally ul { display: flex; flex-wrap: wrap; gap: .125rem 1.25rem; margin-top: .375rem; }
.bar { display: block; width: 100%; height: .5rem; border-radius: .25rem; background: var(--sunken); }
.bar.tall { height: 1.125rem; }
.is-pass { fill: var(--good); }
.is-degraded { fill: var(--warn); }
.is-fail { fill: var(--bad); }
.is-not-run { fill: var(--rest); }
.masthead .facts { display: flex; flex-wrap: wrap; gap: .125rem 1.5rem; }
.masthead .facts > div { display: flex; gap: .4em; padding: 0; font-size: .875rem; }
nav { position: sticky; top: 0; z-index: 1; margin: 0 -1.5rem; padding: .5rem 1.5rem; border-block: 1px solid var(--line); background: var(--page); font-size: .875rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .125rem 1.375rem; }
nav a { color: var(--quiet); text-decoration: none; }
nav a:hover { color: var(--link); text-decoration: underline; }

section { margin-top: 2.25rem; }
#answer { margin-top: 1.5rem; }
.card, .evidence, .graph, .layers { border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: 1.125rem 1.375rem; }
.card + .card, .evidence + .evidence, .graph + .graph { margin-top: 1rem; }
.card { border-left: 5px solid var(--tone); }
.overview { margin: -.25rem 0 .875rem; }
.overview li { padding: .125rem 0; }
.kicker { color: var(--tone); font-size: .875rem; font-weight: 650; }
.kicker .severity { color: var(--ink); }
.card h3 { margin: .125rem 0 0; font-size: 1.25rem; line-height: 1.35; }
.common h3 { font-size: 1rem; }
.seen { margin-bottom: .75rem; font-size: 1rem; }
.entries > div { display: grid; grid-template-columns: 5.75rem minmax(0, 1fr); gap: 0 1rem; padding: .375rem 0; }
.entries > div + div { border-top: 1px solid color-mix(in srgb, var(--line) 55%, transparent); }
.entries dt { line-height: 1.4rem; }
.entries .do dt { color: var(--ink); font-weight: 700; }
.entries p + .command { margin-top: .25rem; }
.items { columns: 17rem; column-gap: 1.5rem; }
.items li { break-inside: avoid; padding-left: .875rem; text-indent: -.875rem; }
.items li::before { content: "✓"; display: inline-block; width: .875rem; color: var(--good); font-size: .75rem; text-indent: 0; }
.command + p { margin-top: .375rem; }
.expect b { color: var(--quiet); font-weight: 500; }
.command { display: flex; gap: .5rem; align-items: flex-start; padding: .375rem .375rem .375rem .75rem; border-radius: 6px; background: var(--sunken); }
.command pre { flex: 1; min-width: 0; padding: .1875rem 0; }
code > span { display: inline-block; }
mark { border-radius: 3px; background: var(--gap); color: inherit; }
.copy { flex: none; min-width: 4.25rem; padding: .125rem .5rem; border: 1px solid var(--line); border-radius: 5px; background: var(--card); color: var(--ink); font: inherit; font-size: .8125rem; cursor: pointer; }
.copy:hover { border-color: var(--quiet); }
.copy[hidden] { display: none; }
.facts > div { display: grid; grid-template-columns: 5.75rem minmax(0, 1fr); gap: 0 1rem; padding: .125rem 0; }
.facts ul { padding-left: 1.125rem; list-style: disc; }

.evidence h3 { display: inline-flex; flex-wrap: wrap; gap: .25rem .625rem; align-items: center; }
.claim { margin: .125rem 0 .625rem; color: var(--quiet); }
.lines { margin: .375rem 0 .625rem; padding-left: .875rem; border-left: 3px solid var(--line); font-family: var(--mono); font-size: .8125rem; }
.probes { display: flex; flex-wrap: wrap; gap: .125rem 1.25rem; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: .875rem; }
th { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); color: var(--quiet); font-weight: 500; text-align: left; }
td { padding: .4375rem .75rem .4375rem 0; border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent); vertical-align: top; }
tr:last-child > td { border-bottom: 0; }
tr:target > td { background: var(--gap); }
.exchanges th:nth-child(1) { width: 50%; }
.exchanges th:nth-child(3) { width: 5.5rem; }
.exchanges th:nth-child(4) { width: 30%; }
.exchanges .mark { white-space: normal; }
.origin { color: var(--quiet); }
.details > summary { width: max-content; color: var(--quiet); font-size: .8125rem; }
.details .facts { font-size: .8125rem; }
.details dt { font-size: .8125rem; }
.details pre { margin-top: .25rem; padding: .5rem .625rem; border-radius: 5px; background: var(--sunken); font-size: .75rem; }
.runbook { margin-top: .75rem; padding-top: .625rem; border-top: 1px solid var(--line); }
.runbook > summary { font-weight: 600; }
.runbook .facts { margin-top: .5rem; }
.steps { padding-left: 1.375rem; list-style: decimal; }
.steps li { margin-top: .5rem; }
.steps .command { margin-top: .25rem; }

.foundation { display: flex; flex-wrap: wrap; gap: .25rem .375rem; margin-top: .375rem; }
.foundation li { padding: 0 .5rem; border: 1px solid var(--line); border-radius: 5px; line-height: 1.625rem; }
.foundation a { color: var(--ink); text-decoration: none; }
.foundation a:hover { text-decoration: underline; }
.tree { margin-top: .75rem; }
.tree ul { margin-left: .5rem; padding-left: 1.25rem; }
.tree ul > li { position: relative; padding-top: .3125rem; }
.tree ul > li::before { content: ""; position: absolute; left: -1.25rem; top: 0; width: 1rem; height: 1.0625rem; border: solid var(--line); border-width: 0 0 2px 2px; border-bottom-left-radius: 5px; }
.tree ul > li:not(:last-child)::after { content: ""; position: absolute; left: -1.25rem; top: 0; bottom: 0; border-left: 2px solid var(--line); }
.root { display: inline-block; padding: .375rem .75rem; border: 2px solid var(--tone); border-radius: 7px; background: var(--soft); }
.root .quiet { color: var(--ink); }

.legend { display: flex; flex-wrap: wrap; gap: .125rem 1.125rem; margin-bottom: .5rem; font-size: .875rem; }
.swatch { width: .75rem; height: .75rem; border-radius: 2px; }
.phase-dns { fill: var(--dns); }
.phase-tcp { fill: var(--tcp); }
.phase-tls { fill: var(--tls); }
.phase-ttfb { fill: var(--ttfb); }
.phase-transfer { fill: var(--transfer); }
.phase-rest { fill: var(--rest); }
.waterfall { margin: .25rem 0 .875rem; }
.waterfall li { padding: .3125rem 0; }
.waterfall .bar { height: .625rem; margin: .25rem 0 .125rem; }
.what { display: flex; flex-wrap: wrap; gap: 0 .5rem; align-items: baseline; }
.what .number { margin-left: auto; }
figure { max-width: 44rem; }
figure + figure { margin-top: 1.25rem; }
img { display: block; max-width: 100%; max-height: 40rem; border: 1px solid var(--line); border-radius: 6px; }
figcaption { margin-top: .375rem; font-size: .875rem; }
.hop-0 { fill: var(--hop); }
.hop-1 { fill: var(--hop-next); }
.hop-bad { fill: var(--bad); }
.hops { display: flex; flex-wrap: wrap; gap: .125rem 1.5rem; margin: .5rem 0 .25rem; }
.hops .broken { flex-basis: 100%; }
.symptoms { margin: .125rem 0 .875rem; }
p + h3 { margin-top: .5rem; }
.symptoms li, .plain li { padding: .1875rem 0; }

.layers { padding-block: 0; }
.layer { padding: .625rem 0; }
.layer + .layer { border-top: 1px solid var(--line); }
.layer h3 { display: inline-block; min-width: 5.5rem; }
.counts { display: inline-flex; flex-wrap: wrap; gap: 0 1rem; font-size: .875rem; }
.checks th:nth-child(1) { width: 6.5rem; }
.checks th:nth-child(2) { width: 42%; }
.checks th:nth-child(3) { width: 5rem; }
.layer details { padding-top: .375rem; }
.layer details > summary { color: var(--quiet); font-size: .875rem; }

@media (min-width: 60rem) {
  .rest { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.5rem; }
}
@media (max-width: 40rem) {
  body { padding-inline: 1rem; }
  .masthead { grid-template-columns: minmax(0, 1fr); }
  .when { text-align: left; }
  .streak { display: inline; }
  nav { margin-inline: -1rem; padding-inline: 1rem; overflow-x: auto; }
  nav ul { flex-wrap: nowrap; width: max-content; }
  .card, .evidence, .graph, .layers { padding-inline: .875rem; }
  .entries > div { grid-template-columns: minmax(0, 1fr); }
  .facts > div { grid-template-columns: 4.5rem minmax(0, 1fr); gap: 0 .75rem; }
  .details .facts > div { grid-template-columns: minmax(0, 1fr); }
  .command { flex-direction: column; align-items: stretch; padding: .5rem .625rem; }
  .copy { align-self: flex-end; padding-block: .375rem; }
  .tree ul { margin-left: .25rem; padding-left: .875rem; }
  .tree ul > li::before, .tree ul > li:not(:last-child)::after { left: -.875rem; }
  .tree ul > li::before { width: .75rem; }
  thead { display: none; }
  tr { display: flex; flex-wrap: wrap; gap: .125rem .75rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  tr:last-child { border-bottom: 0; }
  td { padding: 0; border: 0; }
  .exchanges td:nth-child(1), .exchanges td:nth-child(4), .checks td:nth-child(2), .checks td:nth-child(4) { width: 100%; }
  .checks td:nth-child(2) { order: 1; }
  .checks td:nth-child(4) { order: 2; }
}
@media print {
  body { max-width: none; padding: 0; background: none; font-size: 10pt; print-color-adjust: exact; }
  nav, .copy { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .command, tr, figure, .entries > div, .waterfall li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;
