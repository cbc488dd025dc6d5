import { valueAt } from '#fixtures/http/json-path.ts';
import { cutBetweenWords } from '#record/cut-between-words.ts';
import type { HealthShape, OwnShape } from '#targets/definition/api.ts';
import { troubledIn } from './health-lists.ts';
import { overallOf } from './health-overall.ts';
import { isMarkup, saidByPage } from './health-page.ts';
import { mapOf, partsIn } from './health-parts.ts';
import { shapeLike } from './health-shapes.ts';
import type { Part, State } from './health-state.ts';
import { structuredText } from './health-text.ts';
import { meaningOf } from './health-words.ts';
import { withUsualNames } from './with-usual-names.ts';

/** What a service says of itself. */
export interface Report {
  /** What the answer looks like, for a reader: `Spring Actuator`. */
  looksLike: string;
  /** What it says of the whole, where it says so. */
  overall?: State;
  parts: Part[];
  /** A web page stands where the report should: some server's own, or the app's for a route that it does not know. */
  isPage: boolean;
  /** The target says where the dependencies stand, and nothing is there. */
  mapMissing: boolean;
}

/** An answer, as far as a report is read from it. */
export interface Answered {
  type: string;
  text: string;
  /** What the text holds where it is JSON, and undefined where it is not. */
  body: unknown;
}

/**
 * Reads a health or readiness answer.
 *
 * @param shape as the target names it; undefined to guess.
 * @param checks where the dependencies stand, when that alone is named.
 */
export function readReport(answer: Answered, shape?: HealthShape | OwnShape, checks?: string): Report {
  const { type, text } = answer;
  const isPage = isMarkup(text) && (type === 'text/html' || /^\s*<(?:!doctype|html)\b/i.test(text));
  const nothing = { parts: [], isPage, mapMissing: false };
  if (shape === 'status') return { looksLike: 'a status alone', ...nothing, isPage: false };
  if (typeof shape === 'object') return ownReport(answer.body, shape, isPage);
  const page = isPage ? saidByPage(text) : undefined;
  if (page) return { ...nothing, looksLike: 'a page that says how it is', overall: page, isPage: false };
  const given = answer.body ?? structuredText(text);
  const whole = withUsualNames(given);
  if (typeof whole !== 'object' || whole === null)
    return { ...nothing, ...readText(whole ?? text), mapMissing: Boolean(checks) };
  const body = insideEnvelope(whole);
  const like = shapeLike(body, type, typeof shape === 'string' ? shape : undefined);
  const map = checks === undefined ? like.map : mapOf(valueAt(given, checks));
  const overall = worseOf(overallOf(whole), overallOf(body));
  return {
    looksLike: answer.body === undefined && given !== undefined ? `${like.label}, in ${formatOf(text)}` : like.label,
    ...(overall && { overall }),
    parts: [...partsIn(map ?? {}), ...(checks === undefined ? troubledIn(body, overall) : [])],
    isPage,
    mapMissing: checks !== undefined && Object.keys(map ?? {}).length === 0,
  };
}

/**
 * A report with no people in its sentences: a word alone is one that a program says.
 *
 * @param tellable a text as it may be told.
 */
export function withoutPeople(report: Report, tellable: (text: string) => string): Report {
  const plain = (text: string) => (/\s/.test(text) ? tellable(text) : text);
  const { overall, parts } = report;
  return {
    ...report,
    ...(overall && { overall: { ...overall, word: plain(overall.word) } }),
    parts: parts.map((part) => ({ ...part, name: plain(part.name), word: plain(part.word) })),
  };
}

const formatOf = (text: string) => (text.trimStart().startsWith('<') ? 'XML' : 'lines of text');

/** What an envelope says of the whole and what the report in it says: the envelope where it is bad, or where the report says nothing. */
function worseOf(around: State | undefined, within: State | undefined): State | undefined {
  if (!around || !within) return around ?? within;
  return around.meaning === 'bad' || within.meaning === 'untold' ? around : within;
}

/** Under these names the report itself stands in an envelope, such as that of JSON:API (https://jsonapi.org/format/#document-resource-objects). */
const envelopes = ['data', 'result', 'payload', 'response', 'attributes', 'body'];

/** The report in an envelope that says more of the whole than a map of dependencies would; any other answer as it is. */
function insideEnvelope(body: object, depth = 0): object {
  for (const name of envelopes) {
    const inner: unknown = Reflect.get(body, name);
    if (depth > 2 || typeof inner !== 'object' || inner === null || Array.isArray(inner)) continue;
    const report = insideEnvelope(inner, depth + 1);
    if (report !== inner || overallOf(report) || name === 'attributes') return report;
  }
  return body;
}

function ownReport(body: unknown, shape: OwnShape, isPage: boolean): Report {
  const map = shape.map === undefined ? undefined : mapOf(valueAt(body, shape.map));
  const whole = shape.overall === undefined ? undefined : valueAt(body, shape.overall);
  return {
    looksLike: 'what the target describes',
    ...(shape.overall !== undefined && {
      overall: { word: cutBetweenWords(String(whole), 60), meaning: meaningOf(whole, shape) },
    }),
    parts: partsIn(map ?? {}, shape),
    isPage,
    mapMissing: shape.map !== undefined && (map === undefined || Object.keys(map).length === 0),
  };
}

/** A word, alone or at the beginning of a sentence; the lines of Kubernetes' verbose form are dependencies. */
function readText(body: unknown): Pick<Report, 'looksLike' | 'overall' | 'parts'> {
  const text = String(body).trim();
  if (text === '') return { looksLike: 'a status alone', parts: [] };
  const lines = [...text.matchAll(/^\[([+-])\]([\w./-]+)(?: (.*))?$/gm)];
  if (lines.length > 0) {
    const parts = lines.map(([, sign, name = '', said = '']): Part => {
      return { name, word: said || (sign ?? ''), meaning: sign === '+' ? 'good' : 'bad' };
    });
    return { looksLike: 'the checks of Kubernetes', parts };
  }
  const whole = meaningOf(text);
  const [first = ''] = /^[\w-]+/.exec(text) ?? [];
  const meaning = whole === 'untold' ? meaningOf(first) : whole;
  return { looksLike: 'plain words', overall: { word: cutBetweenWords(text, 60), meaning }, parts: [] };
}
