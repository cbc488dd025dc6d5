import type { Exchange } from '#record/evidence.ts';
import type { CheckRecord } from '#record/run-record.ts';
import { duration } from './duration.ts';
import { facts } from './facts.ts';
import { type Html, html, type Part } from './markup.ts';
import { toneMark } from './status-badges.ts';

/** A check that asks many times is told by its first requests and by those that went wrong. */
const most = 12;

export const isBad = ({ status, error }: Exchange): boolean => error !== undefined || (status ?? 0) >= 400;

/** The exchanges worth showing, in their order: bad ones come before good ones when there is not room for all. */
export function worthShowing(exchanges: readonly Exchange[]): Exchange[] {
  const chosen = new Set([...exchanges.filter(isBad), ...exchanges.filter((one) => !isBad(one))].slice(0, most));
  return exchanges.filter((exchange) => chosen.has(exchange));
}

/** What was asked and what came back. */
export function exchangeTable({ exchanges }: Pick<CheckRecord, 'exchanges'>): Part {
  if (exchanges.length === 0) return undefined;
  const shown = worthShowing(exchanges);
  const hidden = exchanges.length - shown.length;
  return html`<h4>Requests</h4>
<table class="exchanges"><thead><tr><th scope="col">Request</th><th scope="col">Answer</th><th scope="col">Time</th><th scope="col">Answered by</th></tr></thead>
<tbody>${shown.map(row)}</tbody></table>
${hidden > 0 && html`<p class="quiet">and ${hidden} more in the record</p>`}`;
}

function row(exchange: Exchange): Html {
  const { method, url, status, error, phases } = exchange;
  const tone = isBad(exchange) ? 'bad' : 'good';
  return html`<tr><td><code><b>${method}</b> ${address(url)}</code>${error && html`<p>${error}</p>`}${details(exchange)}</td>
<td>${toneMark(tone, `${status ?? 'no answer'}`)}</td>
<td class="number">${duration(phases.total)}</td>
<td>${answeredBy(exchange)}</td></tr>`;
}

/** The path is what tells addresses apart. A long query, such as a presigned one, stands in the details. */
function address(url: string): Part {
  const [, origin = '', path = url] = /^(\w+:\/\/[^/?#]+)(.*)$/s.exec(url) ?? [];
  return html`<span class="origin">${origin}</span>${path.replace(/\?.{40,}$/s, '?…')}`;
}

/** The headers that say whose answer it is. */
const telling = ['server', 'via', 'x-cache', 'x-request-id', 'x-amz-request-id', 'retry-after'];
/** Of a good answer, who and from where is enough. */
const brief = ['server', 'x-cache'];

function answeredBy(exchange: Exchange): Part {
  const { headers, address: ip, protocol } = exchange;
  const names = (isBad(exchange) ? telling : brief).filter((name) => headers[name]);
  if (names.length === 0) return [ip, protocol].filter(Boolean).join(', ');
  return names.map((name) => html`<div><span class="quiet">${name}</span> ${headers[name]}</div>`);
}

/** Everything else that is known of an exchange, folded. */
function details({ url, redirects, address: ip, protocol, headers, bodyShape, bodyStart, traceId }: Exchange): Html {
  return html`<details class="details"><summary>Details</summary>${facts([
    ['address', [html`<code>${url}</code>`, redirects.map((to) => html`<div>then <code>${to}</code></div>`)]],
    ['from', [ip, protocol].filter(Boolean).join(', ')],
    ...Object.entries(headers),
    ['trace', traceId],
    ['body', bodyShape],
  ])}${bodyStart && html`<pre>${bodyStart}</pre>`}</details>`;
}
