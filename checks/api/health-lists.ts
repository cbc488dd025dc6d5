import { cutBetweenWords } from '#record/cut-between-words.ts';
import { mapOf } from './health-parts.ts';
import type { Part, State } from './health-state.ts';
import type { Meaning } from './health-words.ts';

/** Lists of what is not well, by their names: `unhealthy: ["db"]`, `problems: [{ message }]`. */
const lists: readonly [names: RegExp, meaning: Meaning][] = [
  [/^(?:problems|failures|failing|down|unhealthy|unavailable|unreachable|broken|offline)$/i, 'bad'],
  [/^(?:degraded|impaired)$/i, 'degraded'],
];
/** What failed of several: a list of them, or how many. */
const failedOfSeveral = /^failed(?:_?checks)?$/i;
/** Figures of these are of now; of failures and problems they may count what was at some time. */
const isCountOfNow = /^(?:failing|down|unhealthy|unavailable|unreachable|broken|offline)$/i;
/** More of them say nothing new. */
const most = 40;

/**
 * What a report lists or counts as not well, each under its name or by its words; nothing where its lists are empty. Pure.
 *
 * @param overall what it says of the whole: beside errors, that all is well means that they do not keep it from that.
 */
export function troubledIn(body: object, overall: State | undefined): Part[] {
  const all = Object.entries(body).flatMap(([name, value]): Part[] => {
    const isBeside = name === 'errors' && overall?.meaning === 'good';
    const [, meaning = isBeside ? 'degraded' : undefined] = lists.find(([names]) => names.test(name)) ?? [];
    if (typeof value === 'number' && value > 0 && isCountOfNow.test(name))
      return [{ name, word: String(value), meaning: 'bad' }];
    if (isCountOfChecks(name, body) && Number(value) > 0) return [{ name, word: String(value), meaning: 'bad' }];
    if (!Array.isArray(value) || !(meaning || failedOfSeveral.test(name))) return [];
    return value.slice(0, most).map((one: unknown, at) => partOf(one, at, name, meaning ?? 'bad'));
  });
  return all.slice(0, most);
}

/** Alone such a figure may count what failed at some time. */
const isCountOfChecks = (name: string, body: object): boolean =>
  failedOfSeveral.test(name) && ['passed', 'passing', 'total', 'totalChecks', 'checks'].some((other) => other in body);

function partOf(one: unknown, at: number, list: string, meaning: Meaning): Part {
  const said: unknown = typeof one === 'object' && one !== null ? saidOf(one) : one;
  const isMild = /^(?:info|low|minor|notice|warn(?:ing)?)$/i.test(String(Object(one).severity ?? Object(one).level));
  return {
    name: cutBetweenWords(String(said ?? `#${at + 1}`), 60),
    word: list,
    meaning: isMild && meaning === 'bad' ? 'degraded' : meaning,
  };
}

/** How an entry is called, or what it says. */
function saidOf(entry: object): unknown {
  const [name] = Object.keys(mapOf([entry]) ?? {});
  const { message, detail } = entry as Record<string, unknown>;
  return name && !name.startsWith('#') ? name : (message ?? detail);
}
