import type { Part } from './health-state.ts';
import { meaningOf } from './health-words.ts';

// What the names of fields in a health answer say of what stands under them.

/** The words of a name, however they are joined. */
export const wordsOf = (name: string): string[] =>
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

/** Whether a word says how something of this name is: a shop that is closed is well, and a connection is not. */
export const isKnown = (name: string, state: unknown): boolean =>
  meaningOf(state) !== 'untold' &&
  (!/^(?:open|closed|inactive|missing|limited)$/i.test(String(state)) ||
    kindOf({ name }) !== 'other' ||
    /breaker|circuit|connection|socket|pool|channel/i.test(name));

/** Whether what stands under a name tells of another time, or is only a name itself: `lastError`, `previousState`, `host`. */
export function isAboutNoState(name: string): boolean {
  const words = wordsOf(name);
  const [last = ''] = words.slice(-1);
  return (
    /^(?:last|latest|prev|previous|past|former|recent|old|on)$/.test(words[0] ?? '') ||
    /^(?:history|log|logs|events|incidents|timeline|thresholds?|host|hosts|hostname|branch|ref|tags?|urls?|uri|links?|href|page|path|file|ids?|uuid|slug|owner|author|description|docs|changelog)$/.test(
      last,
    )
  );
}

/** A word as the answer to what its name asks. */
export function asAnswered(name: string, state: unknown): unknown {
  if (asksForTrouble(name)) return opposite(state);
  if (kindOf({ name }) === 'other' || typeof state !== 'string') return state;
  return /^yes$/i.test(state) || (/^no$/i.test(state) ? false : state);
}
