import { shellQuoted } from '#diagnosis/shell-word.ts';
import type { Exchange, Phases } from '#record/evidence.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';

/** Everything that is known of each check of a run, as plain text: one command shows all there is about one check. */
export const renderDebug = ({ checks }: Pick<RunRecord, 'checks'>): string => `${checks.map(ofCheck).join('\n\n')}\n`;

function ofCheck(check: CheckRecord): string {
  const {
    id,
    title,
    outcome,
    reason,
    notRun,
    failure,
    severity,
    owner,
    location,
    durationMs,
    attempts,
    needs,
    causedBy,
    traceId,
  } = check;
  const lines = [
    `${id}: ${title}`,
    field('outcome', [outcome, notRun, reason].filter(Boolean).join(', ')),
    field(
      'took',
      `${Math.round(durationMs)} ms in ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}, started ${check.startedAt ?? 'never'}`,
    ),
    field('claim', `${severity}, owner ${owner}, classes ${check.classes.join(', ')}`),
    field('source', location),
    ...(needs.length > 0 ? [field('needs', needs.join(', '))] : []),
    ...(causedBy.length > 0 ? [field('caused by', causedBy.join(', '))] : []),
    ...(traceId ? [field('trace id', traceId)] : []),
    ...(failure
      ? [
          field('failure', `${failure.class} (${failure.party}): ${failure.message}`),
          ...(failure.at ? [field('failed at', failure.at)] : []),
          ...failure.evidence.map((line) => field('seen', line)),
        ]
      : []),
    ...Object.entries(check.timings).map(([name, ms]) => field('timing', `${name} ${ms.toFixed(1)} ms`)),
    ...check.probes.map(({ name, ok, detail }) =>
      field('probe', `${ok ? 'ok  ' : 'FAIL'} ${name}${detail ? `: ${detail}` : ''}`),
    ),
    ...check.remarks.map((remark) => field('remark', remark)),
    ...check.artifacts.map(({ name, path }) => field('artifact', `${name} ${path}`)),
    ...check.exchanges.flatMap(ofExchange),
  ];
  return lines.join('\n');
}

function ofExchange(exchange: Exchange): string[] {
  const { method, url, status, error, address, protocol, phases, headers, redirects, bodyShape, bodyStart, sent } =
    exchange;
  return [
    '',
    `  ${method} ${url}`,
    field('answer', error ?? String(status)),
    field('from', [address, protocol].filter(Boolean).join(', ') || 'nowhere'),
    field('phases', phasesInWords(phases)),
    ...redirects.map((redirect) => field('redirect', redirect)),
    ...Object.entries(headers).map(([name, value]) => field('header', `${name}: ${value}`)),
    ...(bodyShape ? [field('body', bodyShape)] : []),
    ...(bodyStart ? [field('starts', bodyStart.replace(/\s+/g, ' '))] : []),
    ...(sent ? [field('again', curlOf(method, url, sent))] : []),
  ];
}

const field = (name: string, value: string) => `  ${name.padEnd(10)} ${value}`;

const phasesInWords = (phases: Phases) =>
  Object.entries(phases)
    .map(([name, ms = 0]) => `${name} ${ms.toFixed(1)} ms`)
    .join(', ');

/** The request as a person would send it again; secrets are already out of it. */
function curlOf(method: string, url: string, { headers, body }: NonNullable<Exchange['sent']>): string {
  const given = Object.entries(headers).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`);
  return [
    'curl -sS -i',
    method === 'GET' ? '' : `-X ${method}`,
    ...given,
    body ? `--data ${shellQuoted(body)}` : '',
    shellQuoted(url),
  ]
    .filter(Boolean)
    .join(' ');
}
