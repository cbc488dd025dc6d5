import type { Context } from 'hono';

/** The text fields of a JSON body. What is missing, empty or no text is left out; so is everything of a broken body. */
export async function readFields<Name extends string>(
  c: Context,
  names: readonly Name[],
): Promise<Partial<Record<Name, string>>> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const fields: Partial<Record<Name, string>> = {};
  if (typeof body !== 'object' || body === null) return fields;
  for (const name of names) {
    const value = (body as Record<string, unknown>)[name];
    if (typeof value === 'string' && value !== '') fields[name] = value;
  }
  return fields;
}
