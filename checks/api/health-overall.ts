import { graphqlErrors, nameOfError } from '#fixtures/http/error-in-body.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { cutBetweenWords } from '#record/cut-between-words.ts';
import { wordsOf } from './health-names.ts';
import { connectionState, truthOf } from './health-parts.ts';
import type { State } from './health-state.ts';
import { meaningOf } from './health-words.ts';

// What an answer says of the whole of a service.

/** Fields that hold a word of the whole, and those that ask whether it is well. */
const words = ['status', 'state', 'health', 'overall', 'globalStatus', 'result'];
const questions = [
  'healthy',
  'isHealthy',
  'ok',
  'isOk',
  'ready',
  'isReady',
  'alive',
  'isAlive',
  'live',
  'up',
  'isUp',
  'success',
];
const wholes = [...words.slice(0, 3), ...questions, ...words.slice(3)];
/** Where the word of the whole stands with words about it: `status: { indicator: "major" }`. */
const inside = ['status', 'state', 'code', 'indicator', 'health'];

/** Where an envelope says with which status it would rather have come, and a number of what went wrong, 0 for nothing. */
const statusNames = ['statusCode', 'status', 'code'];
const errorNumbers = ['errno', 'errcode', 'errorCode', 'err'];

/** What an answer says of the whole; of several things the one that says trouble. Pure. */
export function overallOf(body: object): State | undefined {
  const word = wordOfWhole(body) ?? saidByEnvelope(body);
  return word?.meaning === 'bad' ? word : (flagged(body) ?? word);
}

function wordOfWhole(body: object): State | undefined {
  for (const name of wholes) {
    const value = asked(name, Reflect.get(body, name));
    if (typeof value === 'boolean') return stateOf(value);
    if (typeof value === 'string')
      return ofStatus(Number(/^[1-5]\d\d(?!\S)/.exec(value)?.[0]), value) ?? stateOf(value);
    const inner = inside.map((field) => valueAt(value, field)).find((one) => typeof one === 'string');
    // https://www.atlassian.com/software/statuspage
    if (inner !== undefined) return stateOf(inner === 'none' && valueAt(value, 'indicator') === inner ? 'ok' : inner);
  }
  const connection: unknown = Reflect.get(body, 'readyState');
  if (typeof connection !== 'number') return undefined;
  const { state: word, meaning } = connectionState(connection);
  return { word, meaning };
}

/** What a field asks that is called after what is good: `ready: "no"`, `success: 0`. */
function asked(name: string, value: unknown): unknown {
  if (words.includes(name)) return value;
  if (typeof value === 'number') return truthOf('ok', value);
  return /^yes$/i.test(String(value)) || (/^no$/i.test(String(value)) ? false : value);
}

/** A truth that no service says of itself that is well: `outage: true`. */
function flagged(body: object): State | undefined {
  for (const name in body) {
    if (Reflect.get(body, name) !== true) continue;
    const said = wordsOf(name).join(' ');
    if (
      /^(?:(?:is|has|in) )?(?:outage|shutting ?down|draining|terminating|stopping|sealed|unhealthy|crashed|dead|down)$/.test(
        said,
      )
    )
      return { word: cutBetweenWords(name, 60), meaning: 'bad' };
    if (/^(?:is )?(?:in )?(?:maintenance(?: mode)?|degraded)$/.test(said))
      return { word: cutBetweenWords(name, 60), meaning: 'degraded' };
  }
  return undefined;
}

const ofStatus = (status: number, word = String(status)): State | undefined => {
  if (!(status >= 200 && status < 600)) return undefined;
  return { word: cutBetweenWords(word, 60), meaning: status >= 400 ? 'bad' : 'good' };
};

/** What stands around a report in an answer that is always a 200: the status of an error, the error itself, or its number. */
function saidByEnvelope(body: object): State | undefined {
  const status = statusNames.map((name) => Reflect.get(body, name)).find((one) => Number.isInteger(one));
  if (status >= 400) return ofStatus(status);
  const error: unknown =
    Reflect.get(body, 'error') ||
    Reflect.get(body, 'errors') ||
    Reflect.get(body, 'exception') ||
    Reflect.get(body, 'fault');
  const number = errorNumbers.find(
    (name) => Number.isInteger(Reflect.get(body, name)) && Reflect.get(body, name) !== 0,
  );
  if (number) return { word: `${number} ${Reflect.get(body, number)}`, meaning: 'bad' };
  const { ret, msg, message = msg } = body as Record<string, unknown>;
  if (Number(ret) < 0) return { word: `ret ${ret}`, meaning: 'bad' };
  // A number counts what went wrong at some time.
  if (error && typeof error !== 'number' && Object.keys(Object(error)).length > 0)
    return { word: typeof error === 'string' ? cutBetweenWords(error, 60) : wordOf(body, error), meaning: 'bad' };
  // A sentence may be about anything.
  const isWord = typeof message === 'string' && /^\w+$/.test(message) && meaningOf(message) === 'bad';
  return isWord ? stateOf(message) : undefined;
}

/** How the first of several errors is named, as GraphQL names it. */
function wordOf(body: object, error: unknown): string {
  const [first = Array.isArray(error) ? error[0] : error] = graphqlErrors(body);
  const name = nameOfError(first);
  return name === 'an error' ? 'error' : cutBetweenWords(name, 60);
}

/** How a value is told, and what it means as a usual word. */
const stateOf = (value: unknown): State => ({ word: cutBetweenWords(String(value), 60), meaning: meaningOf(value) });
