import { STATUS_CODES } from 'node:http';
import type { OwnShape } from '#targets/definition/api.ts';

/** What a word of a health answer means; `untold` for one that says neither, such as a figure or `disabled`. */
export type Meaning = 'good' | 'degraded' | 'bad' | 'untold';

type Words = Pick<OwnShape, 'good' | 'degraded' | 'bad'>;

/** Words that frameworks and people use: https://inadarei.github.io/rfc-healthcheck, Spring Boot, MicroProfile, ASP.NET, Terminus. */
const usual = {
  good: `ok up pass passed passing healthy good true ready live alive connected reachable green available running working
    operational normal success successful serving online active open started established pong enabled`,
  degraded: `degraded warn warning yellow partial partially_degraded limited slow impaired starting initializing booting
    warming_up recovering maintenance minor dégradé degradado gestört eingeschränkt ⚠ ⚠️ 🟡 🟠`,
  bad: `down fail failed failing failure error errored bad unhealthy false not_ready notready dead disconnected disconnecting
    unreachable red unavailable critical fatal outage major_outage broken offline stopped closed out_of_service inactive
    timeout timed_out shutting_down stopping terminating draining refused lost crashed missing ko nok err panic aborted
    halted dying suspended rejected killed major en_panne indisponible
    hors_service erreur échec fehler ausgefallen nicht_erreichbar nicht_verfügbar caído fallo no_disponible errore guasto
    non_disponibile erro falha indisponível fora_do_ar ошибка недоступен 异常 错误 失败 不可用 异常中断 エラー 異常 障害 失敗
    오류 장애 실패 ❌ ✖ ✖️ 🔴 🚨 ⛔`,
} as const;

const listed = (text: string) => new Set(text.split(/\s+/));
const usualWords = { good: listed(usual.good), degraded: listed(usual.degraded), bad: listed(usual.bad) };

/** A sentence that speaks of trouble, where no list has it as a word. */
const trouble =
  /\b(?:error|exception|fail(?:ed|ure|ing)?|refused|timed? ?out|unreachable|down|lost|denied|unavailable|disconnected|cannot|can't|(?:could|can) not|unable to|unhealthy|forbidden|unauthorized|no (?:connection|space left|such host|route to host)|too many connections|unknown host|reset by peer|broken pipe|out of memory|disk full|deadlock|authentication required|invalid (?:credentials|password|token)|access ?denied)\b/i;

/** How systems name what went wrong: `ECONNREFUSED`, `ERR_TIMEOUT`, and Redis' `NOAUTH`. */
const errorName = /\b(?:E(?:RR_[A-Z_]{3,}|[A-Z]{4,})|EOF|NOAUTH|MISCONF|LOADING|CLUSTERDOWN|READONLY|SQLSTATE)\b/;

/** An address, a path or a version: what stands in it is a name. */
const isName = (text: string) => /^\S*(?:\w\/\w|:\/\/|@)\S*$|^v?\d+\.\d\S*$/.test(text.trim());

/** What takes a good word back: `NOT OK`, `not_serving`. What is not enabled is only left out. */
const taken =
  /\b(?:no healthy upstream|not[ _](?:ok|ready|healthy|alive|available|connected|reachable|serving|running|working|responding|up))\b/i;

/** Trouble that there is none of. */
const none =
  /\b(?:no|0|zero|without(?: any)?)(?: \w+)? (?:errors?|fail(?:ed|ures?)(?: \w+)?|exceptions?|timeouts?)\b/gi;

/**
 * What a state means, by the words of the target where it names some, and by the usual ones where it names none.
 *
 * @param state a text, a truth, or anything else that stands where a state should.
 */
export function meaningOf(state: unknown, own: Words = {}): Meaning {
  if (own.good || own.degraded || own.bad) return ownMeaning(wordOf(state), own);
  if (typeof state !== 'string' && typeof state !== 'boolean') return 'untold';
  const word = wordOf(state).replace(/[\s-]+/g, '_');
  for (const meaning of ['good', 'degraded', 'bad'] as const) if (usualWords[meaning].has(word)) return meaning;
  const status = /^([45]\d\d) (\D{3,40})$/.exec(String(state).trim());
  if (status && STATUS_CODES[Number(status[1])]?.toLowerCase() === status[2]?.toLowerCase()) return 'bad';
  if (isName(String(state))) return 'untold';
  const said = String(state).replaceAll(none, '');
  return [trouble, errorName, taken].some((sign) => sign.test(said)) || taken.test(word) ? 'bad' : 'untold';
}

function ownMeaning(word: string, { good, degraded, bad }: Words): Meaning {
  const isIn = (words: readonly string[] | undefined) => words?.some((one) => wordOf(one) === word) ?? false;
  if (isIn(good)) return 'good';
  if (isIn(degraded)) return 'degraded';
  if (isIn(bad)) return 'bad';
  return good ? 'bad' : 'good';
}

/** A state as it is compared. */
const wordOf = (state: unknown): string =>
  String(state)
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '');
