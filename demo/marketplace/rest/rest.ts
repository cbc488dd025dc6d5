import { type Context, Hono } from 'hono';
import type { Faults } from '../../faults.ts';
import { bearerOf } from '../bearer-of.ts';
import type { Claims, Database } from '../data/open-database.ts';
import type { ProjectKeys } from '../keys.ts';
import { type DataError, dataError, dataErrorOf, noConnection } from './data-error.ts';
import { readQuery } from './read-query.ts';

export interface RestOptions {
  faults: Faults;
  keys: ProjectKeys;
  database: Database;
}

/** The data API of a project of Supabase (PostgREST), as far as it reads tables. */
export function createRest({ faults, keys, database }: RestOptions): Hono {
  const app = new Hono();
  app.use((c, next) => (faults.has('db-connections') ? Promise.resolve(answer(c, noConnection)) : next()));
  app.get('/:table', async (c) => {
    const claims = await claimsOf(c, keys);
    if ('status' in claims) return answer(c, claims);
    const query = readQuery(c.req.param('table'), new URL(c.req.url).searchParams);
    if (!query) return answer(c, dataError(400, 'PGRST100', 'failed to parse the query'));
    try {
      const { rows } = await database.as(claims, (transaction) => transaction.query(query.sql, query.values));
      c.header('content-range', rows.length > 0 ? `0-${rows.length - 1}/*` : '*/*');
      return c.json(rows);
    } catch (error) {
      return answer(c, dataErrorOf(error, claims));
    }
  });
  return app;
}

const answer = (c: Context, { status, body }: DataError): Response => c.json(body, status);

/** Whom the token of a request names; without one it is anybody. */
async function claimsOf(c: Context, keys: ProjectKeys): Promise<Claims | DataError> {
  const token = bearerOf(c);
  if (!token) return { role: 'anon' };
  const claims = await keys.readAsData(token);
  if (!claims) return dataError(401, 'PGRST301', 'JWSError JWSInvalidSignature');
  return claims['role'] === 'authenticated' && claims.sub
    ? { role: 'authenticated', sub: claims.sub }
    : { role: 'anon' };
}
