import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import house from '../../../package.json' with { type: 'json' };
import { buildOnce } from '../../build-once.ts';
import type { Faults } from '../../faults.ts';
import { brokenBy } from './break-data.ts';

/** Whom a token names. Without one it is `anon`. */
export interface Claims {
  role: 'anon' | 'authenticated' | 'service_role';
  sub?: string;
}

export interface Database {
  /** Does something as whoever the claims name: what they may see and write, the policies decide. */
  as<T>(claims: Claims, work: (transaction: Transaction) => Promise<T>): Promise<T>;
}

const schemaFile = join(import.meta.dirname, 'schema.sql');
const cache = join(import.meta.dirname, '../../../.watchpost/demo-data');

/**
 * Opens a PostgreSQL of its own, with the schema and nothing in it. Making one anew takes eight seconds of computing: that is
 * done once for a schema, and copied from then on. Faults of the data are migrations, done and undone before the next work.
 */
export async function openDatabase(faults: Faults, stack: AsyncDisposableStack): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'watchpost-data-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  await cp(await emptyDatabase(), folder, { recursive: true });
  const db = await PGlite.create(folder, { relaxedDurability: true });
  stack.defer(() => db.close());
  const done = new Set<string>();
  const migrate = async (transaction: Transaction) => {
    for (const [id, { up, down }] of Object.entries(brokenBy)) {
      if (faults.has(id) === done.has(id)) continue;
      await transaction.exec(faults.has(id) ? up : down);
      if (faults.has(id)) done.add(id);
      else done.delete(id);
    }
  };
  return {
    async as(claims, work) {
      await db.transaction(migrate);
      // As PostgREST does: https://docs.postgrest.org/en/stable/references/transactions.html
      return db.transaction(async (transaction) => {
        const settings = [claims.role, JSON.stringify(claims)];
        await transaction.query(
          "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)",
          settings,
        );
        return work(transaction);
      });
    },
  };
}

async function emptyDatabase(): Promise<string> {
  const schema = await readFile(schemaFile, 'utf8');
  const name = createHash('sha256')
    .update(house.devDependencies['@electric-sql/pglite'])
    .update(schema)
    .digest('hex')
    .slice(0, 16);
  const dir = join(cache, name);
  await buildOnce(dir, async (draft) => {
    const db = await PGlite.create(draft);
    await db.exec(schema);
    await db.close();
  });
  return dir;
}
