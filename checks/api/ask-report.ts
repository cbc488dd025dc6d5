import { isInItsPlace } from '#fixtures/http/classify-response.ts';
import { databaseErrorIn } from '#fixtures/http/database-error.ts';
import { linesOfAnswer } from '#fixtures/http/evidence.ts';
import { failOfStatus, type Http, type SendOptions } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { degrade, fail, note, remark, tellable } from '#fixtures/outcome/check-outcome.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { parsedJson } from '#record/parsed-json.ts';
import type { HealthShape, OwnShape } from '#targets/definition/api.ts';
import { apiFailures } from './failures.ts';
import { followWithin } from './follow-within.ts';
import { kindOf } from './health-names.ts';
import { type Report, readReport, withoutPeople } from './health-report.ts';
import type { Part } from './health-state.ts';

/** How the target says that a report is to be read. */
interface Reading {
  shape?: HealthShape | OwnShape | undefined;
  checks?: string | undefined;
}

/** Asks for a report, also where its route leads to another of its own; that is told, as a balancer that asks it may not go there. */
export async function askReport(http: Http, url: string, options: SendOptions = {}): Promise<HttpResponse> {
  const answer = await followWithin(await http.get(url, options), (next) => http.get(next, options));
  if (answer.url !== url) remark(`${new URL(url).pathname} leads to ${new URL(answer.url).pathname}, which answers`);
  return answer;
}

/** Whether the status is a success and comes from the app. */
export const isSuccess = ({ status, exchange }: HttpResponse): boolean =>
  status >= 200 && status < 300 && !isInItsPlace(exchange);

/**
 * Ends the check unless an answer says that all is well: its status, each dependency that it names, and the whole. What it
 * was taken for is told where the target does not say it.
 */
export function expectWell(answer: HttpResponse, host: string, { shape, checks }: Reading): Report {
  const answered = { type: answer.type, text: answer.text(), body: bodyOf(answer, shape) };
  const report = withoutPeople(readReport(answered, shape, checks), tellable);
  for (const { name, meaning, word } of report.parts)
    note({ kind: 'probe', name, ok: meaning === 'good' || meaning === 'untold', detail: word });
  const about = { host, path: new URL(answer.url).pathname, status: answer.status };
  const evidence = linesOfAnswer(answer.exchange);
  failOfParts(brokenIn(report.parts, isSuccess(answer)), about, evidence);
  if (!isSuccess(answer)) failOfAnswer(answer);
  if (report.isPage) {
    const said = { path: about.path, type: answer.type, got: 'a web page', expected: 'what an API says of itself' };
    fail(commonFailures['body-unexpected'], said, { evidence });
  }
  const { overall } = report;
  if (overall?.meaning === 'bad') fail(apiFailures['says-bad'], { ...about, state: [overall.word] }, { evidence });
  const worse = [
    ...report.parts.filter(isDegraded).map(said),
    ...(overall && isDegraded(overall) ? [overall.word] : []),
  ];
  if (worse.length > 0) degrade('advisory', apiFailures['says-degraded'], { ...about, state: worse }, { evidence });
  tellGuess(report, about.path, shape);
  return report;
}

/** An API in front of a database answers an error of it in place of a report. */
function failOfAnswer(answer: HttpResponse): never {
  const { problem, errorCode } = databaseErrorIn(answer.json()) ?? {};
  if (problem !== 'connections' || !errorCode) return failOfStatus(answer.exchange, 200);
  return failOfStatus(answer.exchange, 200, { as: apiFailures['database-unreached'], facts: { errorCode } });
}

const isDegraded = ({ meaning }: Pick<Part, 'meaning'>) => meaning === 'degraded';
const said = ({ name, word }: Part) => `${name}=${word}`;

/** Without a success a part that is only degraded, or says a word that nobody knows, is what it fails of. */
function brokenIn(parts: readonly Part[], success: boolean): readonly Part[] {
  const bad = parts.filter(({ meaning }) => meaning === 'bad');
  if (bad.length > 0 || success) return bad;
  const degraded = parts.filter(isDegraded);
  return degraded.length > 0 ? degraded : parts.filter(({ meaning }) => meaning === 'untold');
}

function failOfParts(
  broken: readonly Part[],
  about: { host: string; path: string; status: number },
  evidence: readonly string[],
): void {
  if (broken.length === 0) return;
  fail(
    apiFailures['ready-dependency'],
    {
      ...about,
      dependency: broken.map(({ name }) => name),
      state: broken.map(({ word }) => word),
      dependencyKind: broken.map(kindOf),
    },
    { evidence: evidence.slice(0, 1) },
  );
}

function tellGuess({ looksLike, parts, overall }: Report, path: string, shape: Reading['shape']): void {
  if (shape === undefined) remark(`${path} looks like ${looksLike}`);
  const whole = overall?.meaning === 'untold' ? [`the whole (${overall.word})`] : [];
  const untold = [...whole, ...parts.filter(({ meaning }) => meaning === 'untold').map(said)];
  if (untold.length > 0) remark(`${path} says neither well nor unwell of ${untold.slice(0, 5).join(', ')}`);
}

/** What the target describes is read as a check reads; a guess looks at everything, and so at nothing in particular. */
function bodyOf(answer: HttpResponse, shape: Reading['shape']): unknown {
  if (typeof shape === 'object' && answer.json() !== undefined) return answer.json();
  return parsedJson(answer.text());
}
