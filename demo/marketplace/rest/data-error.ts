import type { Claims } from '../data/open-database.ts';

/** An error of PostgREST: https://docs.postgrest.org/en/stable/references/errors.html */
export interface DataError {
  status: 400 | 401 | 403 | 404 | 409 | 500 | 503 | 504;
  body: { code: string; message: string; details: string | null; hint: string | null };
}

export const dataError = (
  status: DataError['status'],
  code: string,
  message: string,
  details: string | null = null,
): DataError => ({ status, body: { code, message, details, hint: null } });

/** While no connection to the database is free. */
export const noConnection: DataError = dataError(
  504,
  'PGRST003',
  'Timed out acquiring connection from connection pool.',
);

/** What PostgREST makes of an error of PostgreSQL. Others are thrown on. */
export function dataErrorOf(error: unknown, { role }: Claims): DataError {
  const { code, message, detail = null, hint = null } = Object(error);
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) throw error;
  return { status: statusOf(code, role), body: { code, message, details: detail ?? null, hint: hint ?? null } };
}

function statusOf(code: string, role: Claims['role']): DataError['status'] {
  if (code === '42501') return role === 'anon' ? 401 : 403;
  if (code === '23503' || code === '23505') return 409;
  if (code === '42P01') return 404;
  return /^(?:22|23|42|P0)/.test(code) ? 400 : 500;
}
