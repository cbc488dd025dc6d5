import { isGood, type Mutation, type ServedAnswer } from './answer.ts';
import { keyOf } from './answer-key.ts';
import type { LearntAnswer, Witnessed } from './learn.ts';
import { ofBody } from './mutations/of-body.ts';
import { ofFields } from './mutations/of-fields.ts';
import { ofHeaders } from './mutations/of-headers.ts';
import { ofStatus } from './mutations/of-status.ts';
import { ofClock, ofPace } from './mutations/of-time.ts';

/** One fault that nobody listed: one thing done to one answer, or to the clock of one host. */
export interface Mutant {
  /** The answer's key, or `every answer of api`. */
  answer: string;
  mutation: Mutation;
  /** Ids of the checks that read it, those that read the least else first. */
  readers: readonly string[];
  /** Keys of all answers that it changes. */
  touches: readonly string[];
  /** Whether an answer is the one. */
  hits(passing: Omit<Witnessed, 'at'>): boolean;
}

/**
 * All mutants of the answers that were learnt. One that would change nothing is none.
 *
 * @param lateMs how late an answer of that address comes for nobody to wait for it, in ms.
 */
export function mutantsOf(answers: readonly LearntAnswer[], lateMs: (url: URL) => number): Mutant[] {
  const load = (id: string) => answers.filter(({ readers }) => readers.includes(id)).length;
  const inOrder = (readers: readonly string[]) => readers.toSorted((a, b) => load(a) - load(b));
  const ofAnswers = answers.flatMap((answer) =>
    mutationsOf(answer, lateMs(answer.url)).map((mutation): Mutant => {
      const { key, url, readers } = answer;
      return {
        answer: key,
        mutation,
        readers: inOrder(readers),
        touches: [key],
        hits: (passing) => isOne(passing, key, url),
      };
    }),
  );
  // A clock that no check looks at is none of theirs.
  const hosts = [...Map.groupBy(answers, ({ host }) => host)].filter(([, all]) =>
    all.some(({ headers }) => headers.includes('date')),
  );
  const ofHosts = hosts.flatMap(([host, all]) =>
    ofClock.map(
      (mutation): Mutant => ({
        answer: `every answer of ${host}`,
        mutation,
        readers: inOrder([...new Set(all.flatMap(({ readers }) => readers))]),
        touches: all.map(({ key }) => key),
        hits: (passing) => passing.host === host,
      }),
    ),
  );
  return [...ofAnswers, ...ofHosts];
}

function isOne({ host, method, url, answer }: Omit<Witnessed, 'at'>, key: string, one: URL): boolean {
  if (keyOf(host, method, url, answer.status) !== key) return false;
  // A file stands for its folder; an address with a word that passes is never the same twice.
  return !key.includes('/*.') || url.pathname === one.pathname;
}

function mutationsOf({ sample, url, headers, fields, body }: LearntAnswer, lateMs: number): Mutation[] {
  const contents = isGood(sample) || body ? ofBody(sample) : [];
  const always = isGood(sample) && sample.body.length > 0 ? ['content-type'] : [];
  const named = [...new Set([...headers, ...always])];
  const all = [
    ...ofStatus(sample),
    ...contents,
    ...ofHeaders(sample, named),
    ...ofFields(sample, fields),
    ...ofPace(sample, lateMs),
  ];
  return all.filter((mutation) => !isSame(mutation.apply(sample, url), sample));
}

const isSame = (served: ServedAnswer, sample: ServedAnswer): boolean =>
  !served.delivery &&
  served.status === sample.status &&
  JSON.stringify(served.headers) === JSON.stringify(sample.headers) &&
  served.body.equals(sample.body);
