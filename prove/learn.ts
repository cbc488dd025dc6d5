import { valueAt } from '#fixtures/http/json-path.ts';
import { parsedJson } from '#record/parsed-json.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import type { CleanAnswer } from './answer.ts';
import { keyOf } from './answer-key.ts';

/** An answer that passed while nothing was changed. */
export interface Witnessed {
  /** When it was served, in ms since the epoch. */
  at: number;
  host: string;
  method: string;
  url: URL;
  answer: CleanAnswer;
}

/** One thing that a check took from an answer, as a run tells it. */
export interface Read {
  method: string;
  url: string;
  status?: number;
  /** `body`, `header:date`, `field:user.email`. */
  part: string;
  /** The id of the check. */
  check?: string;
}

/** An answer that checks read: what it looks like, who reads it, and what of it. */
export interface LearntAnswer {
  /** `GET api /health 200` */
  key: string;
  host: string;
  /** Of the files that the key stands for, the one that is changed. */
  url: URL;
  sample: CleanAnswer;
  /** Ids of the checks that read this very one, those that others rest on first. */
  readers: string[];
  headers: string[];
  fields: string[];
  body: boolean;
}

interface Lesson {
  witnessed: readonly Witnessed[];
  reads: readonly Read[];
  /** The run in which they passed, by one worker: its checks lie one after the other. */
  record: Pick<RunRecord, 'checks'>;
  /** The name of the host at an address. */
  hostOf: (url: URL) => string;
  /** The id of the claim on whose answer all others that need it rest, although only the first of them asked: the login. */
  sharedBy: (witnessed: Witnessed) => string | undefined;
}

/** What a clean run teaches: which check read which answer, and what it looked at. Pure. */
export function learn({ witnessed, reads, record, hostOf, sharedBy }: Lesson): LearntAnswer[] {
  const keyed = witnessed.map((one) => ({ ...one, key: keyOf(one.host, one.method, one.url, one.answer.status) }));
  const parts = Object.groupBy(reads, ({ method, url, status = 0 }) => {
    const address = new URL(url);
    return keyOf(hostOf(address), method, address, status);
  });
  return Object.entries(Object.groupBy(keyed, ({ key }) => key)).flatMap(([key, all = []]) => {
    const readersBy = Map.groupBy(all, ({ url }) => url.pathname);
    const [most] = [...readersBy.values()]
      .map((same) => ({ same, readers: readersOf(same, parts[key] ?? [], record, sharedBy) }))
      .toSorted((a, b) => b.readers.length - a.readers.length);
    const read = new Set(parts[key]?.map(({ part }) => part));
    const named = (kind: string) =>
      [...read].filter((part) => part.startsWith(kind)).map((part) => part.slice(kind.length));
    const first = most && fullest(most.same, named('field:'));
    if (!first || most.readers.length === 0) return [];
    return {
      key,
      host: first.host,
      url: first.url,
      sample: first.answer,
      readers: most.readers,
      headers: named('header:'),
      fields: named('field:'),
      body: read.has('body'),
    };
  });
}

/** Of several answers the one that holds most of what is read of them: asked with another query, a route may tell less. */
function fullest<W extends Witnessed>(same: readonly W[], fields: readonly string[]): W | undefined {
  const held = ({ answer: { body } }: Witnessed) => {
    const json = parsedJson(body.toString('utf8'));
    return fields.filter((field) => valueAt(json, field) !== undefined).length;
  };
  return same.toSorted((a, b) => held(b) - held(a))[0];
}

function readersOf(
  same: readonly Witnessed[],
  reads: readonly Read[],
  { checks }: Lesson['record'],
  sharedBy: Lesson['sharedBy'],
): string[] {
  const within = same.flatMap(({ at }) => underWayAt(at, checks) ?? []);
  const paths = new Set(same.map(({ url }) => url.pathname));
  const told = new Set(reads.flatMap(({ url, check }) => (paths.has(new URL(url).pathname) ? (check ?? []) : [])));
  const reading = checks.filter(({ id }) => told.has(id));
  const shared = new Set(same.map(sharedBy));
  const resting = checks.filter(({ id, needs }) => shared.has(id) || needs.some((need) => shared.has(need)));
  const readers = [...new Set([...within, ...reading, ...resting])];
  // Whom others rest on comes first: it should be the one to notice.
  const carries = ({ id }: CheckRecord) => readers.filter(({ needs }) => needs.includes(id)).length;
  return readers.toSorted((a, b) => carries(b) - carries(a)).map(({ id }) => id);
}

/** The check that had begun last. How long each took says less: the runner leaves its own work out. */
function underWayAt(at: number, checks: Lesson['record']['checks']): CheckRecord | undefined {
  const begun = checks.flatMap((check) => (check.startedAt ? [{ check, start: Date.parse(check.startedAt) }] : []));
  return begun.filter(({ start }) => start <= at).toSorted((a, b) => b.start - a.start)[0]?.check;
}
