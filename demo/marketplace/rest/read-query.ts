/** A request for rows, as SQL with its parameters. */
export interface Query {
  sql: string;
  values: string[];
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Reads the few forms of PostgREST's queries that the shop and its watchers use: `select` of columns, `<column>=eq.<value>`,
 * `order`, `limit` and `offset`. Undefined for another: https://docs.postgrest.org/en/stable/references/api/tables_views.html
 */
export function readQuery(table: string, search: URLSearchParams): Query | undefined {
  const { select = '*', order, limit, offset, ...filters } = Object.fromEntries(search);
  const columns = select === '*' ? '*' : select.split(',').map(quoted).join(', ');
  const values: string[] = [];
  const conditions: string[] = [];
  for (const [column, filter] of Object.entries(filters)) {
    const [, value] = /^eq\.(.*)$/s.exec(filter) ?? [];
    if (value === undefined) return undefined;
    values.push(value);
    conditions.push(`${quoted(column)} = $${values.length}`);
  }
  const by = order?.split(',').map((one) => /^(\w+)(?:\.(asc|desc))?$/.exec(one));
  if (by?.some((one) => one === null) || [limit, offset].some((count) => count !== undefined && !/^\d+$/.test(count)))
    return undefined;
  const sorted = by?.map((one) => `${quoted(one?.[1] ?? '')} ${one?.[2] ?? 'asc'}`).join(', ');
  const parts = [
    `select ${columns} from ${quoted(table)}`,
    conditions.length > 0 && `where ${conditions.join(' and ')}`,
    sorted && `order by ${sorted}`,
    limit && `limit ${limit}`,
    offset && `offset ${offset}`,
  ];
  return { sql: parts.filter(Boolean).join(' '), values };
}
