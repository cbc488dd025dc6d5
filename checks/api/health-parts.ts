import { valueAt } from '#fixtures/http/json-path.ts';
import { cutBetweenWords } from '#record/cut-between-words.ts';
import type { OwnShape } from '#targets/definition/api.ts';
import type { Part } from './health-state.ts';
import { type Meaning, meaningOf } from './health-words.ts';

/** Dependencies by their names. */
export type PartMap = Record<string, unknown>;

const nameFields = ['name', 'component', 'key', 'id', 'label', 'service', 'check', 'title', 'dependency', 'checkName'];
const stateFields = [
  'status',
  'state',
  'health',
  'healthy',
  'isHealthy',
  'ok',
  'up',
  'alive',
  'available',
  'connected',
  'reachable',
];
const moreStateFields = ['ready', 'success', 'result', 'passed', 'pass', 'value', 'error'];
const worst: readonly Meaning[] = ['bad', 'degraded', 'untold', 'good'];

/** So many entries are looked at: no service depends on more. */
const mostLookedAt = 1_000;
/** Composites stand so deep in each other at most. */
const deepest = 10;

/** The fields of an object, no more of them than anybody would write. */
export function fieldsOf(value: object): PartMap {
  const fields: [string, unknown][] = [];
  for (const name in value) {
    if (fields.length >= mostLookedAt) break;
    fields.push([name, Reflect.get(value, name)]);
  }
  return Object.fromEntries(fields);
}

/** A map of dependencies; a list becomes one by the names of its entries. Undefined for anything else. */
export function mapOf(value: unknown): PartMap | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return fieldsOf(value);
  const named = value.slice(0, mostLookedAt).flatMap((entry: unknown, at) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const name: unknown = nameFields.map((field) => Reflect.get(entry, field)).find((one) => typeof one === 'string');
    return [[typeof name === 'string' ? name : `#${at + 1}`, entry] as const];
  });
  return named.length > 0 ? Object.fromEntries(named) : undefined;
}

const most = 40;

/** The dependencies of a map, those inside others (Spring's composites) in the place of what holds them. */
export function partsIn(map: PartMap, own?: OwnShape, parent = '', depth = 0): Part[] {
  const all = Object.entries(map).flatMap(([key, entry]): Part[] => {
    const name = cutBetweenWords(`${parent}${key}`, 60);
    const inner = own || depth >= deepest ? undefined : mapOf(valueAt(entry, 'components'));
    if (inner && Object.keys(inner).length > 0) return partsIn(inner, undefined, `${name}.`, depth + 1);
    const group = own || depth >= deepest ? undefined : groupIn(entry);
    if (group) return partsIn(group, undefined, `${name}.`, depth + 1);
    return [partOf(name, entry, own)];
  });
  return all.slice(0, most);
}

/** Parts that stand together under one name, which says nothing of itself: `storage: { disk: { status }, s3: { status } }`. */
function groupIn(entry: unknown): PartMap | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry) || hasState(entry)) return undefined;
  const held = Object.entries(fieldsOf(entry)).filter(([, one]) => typeof one === 'object' && one && hasState(one));
  return held.length > 0 ? Object.fromEntries(held) : undefined;
}

const hasState = (entry: object): boolean => stateIn(entry, undefined).meaning !== 'untold';

function partOf(name: string, entry: unknown, own: OwnShape | undefined): Part {
  if (Array.isArray(entry) && entry.length > 0) {
    const each = entry.slice(0, most).map((one: unknown) => partOf(name, Array.isArray(one) ? undefined : one, own));
    return each.toSorted((a, b) => worst.indexOf(a.meaning) - worst.indexOf(b.meaning))[0] as Part;
  }
  const { state, meaning } = stateIn(entry, own, name);
  const type = valueAt(entry, 'componentType');
  return { name, word: cutBetweenWords(String(state), 60), meaning, ...(typeof type === 'string' && { type }) };
}

function stateIn(entry: unknown, own: OwnShape | undefined, name = ''): { state: unknown; meaning: Meaning } {
  if (own?.state) {
    const state = valueAt(entry, own.state);
    return { state, meaning: meaningOf(state, own) };
  }
  if (typeof entry !== 'object' || entry === null)
    return { state: entry, meaning: meaningOf(!own && asksForTrouble(name) ? opposite(entry) : entry, own) };
  for (const field of [...stateFields, ...moreStateFields]) {
    const state: unknown = Reflect.get(entry, field);
    if (field === 'error' && state) return { state, meaning: 'bad' };
    if (typeof state === 'string' || typeof state === 'boolean') return { state, meaning: meaningOf(state, own) };
  }
  return { state: 'no state', meaning: own?.good ? 'bad' : 'untold' };
}

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

/** Whether a name asks for what is bad, so that "no" is good: `dbError: false`; and a breaker that is closed lets calls through. */
const asksForTrouble = (name: string): boolean =>
  /^(?:down|errors?|fail(?:ed|ing|ure|ures)?|lost|timeout|timedout|unreachable|unavailable|disconnected|broken|stale|full|breaker|circuit)$/.test(
    wordsOf(name).at(-1) ?? '',
  );

/** A truth turned round, and the words that are one: a breaker that is open lets nothing through. */
function opposite(state: unknown): unknown {
  if (typeof state === 'boolean') return !state;
  const word = String(state).toLowerCase();
  return { true: false, false: true, yes: false, no: true, none: true, open: false, closed: true }[word] ?? state;
}

/** Whether a truth under this name is about how something is used or what it waits for, and not about how it is: `needsDbUpgrade`. */
export const asksForUse = (name: string): boolean =>
  wordsOf(name).some((word) =>
    /^(?:needs?|requires?d?|uses?d?|using|enabled?|disabled?|hit|miss|paused?|pending|migrat\w*|upgrades?|readonly|debug|log\w*|mock\w*|embedded|clustered|encrypted|locked|empty|verbose|skip\w*|busy|syncing)$/.test(
      word,
    ),
  ) || /readonly|read_only/i.test(name);

const kinds = [
  [
    'database',
    /^(?:dbs?|databases?|datastore|datasource|mongo\w*|postgres\w*|pg|npgsql|mysql\w*|maria\w*|sql\w*|mssql|oracle|dynamo\w*|aurora|rds|cassandra|cockroach\w*|prisma|typeorm|sequelize|knex|jdbc|r2dbc)$/,
  ],
  ['cache', /^(?:caches?|redis\w*|memcached?|valkey|elasticache|hazelcast)$/],
  ['queue', /^(?:queues?|sqs|rabbit\w*|amqp|kafka|brokers?|bull\w*|celery|nats|activemq|jms|pubsub|sns)$/],
] as const;

/** What kind of part a dependency is, by the words in the name that the product gives it, or by the type it tells. */
export function kindOf({ name, type = '' }: Pick<Part, 'name' | 'type'>): 'database' | 'cache' | 'queue' | 'other' {
  const words = [...wordsOf(`${name} ${type}`), name.toLowerCase()];
  return kinds.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0] ?? 'other';
}
