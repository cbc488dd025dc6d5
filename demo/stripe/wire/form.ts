/** A parsed form: text at the leaves, brackets as nested objects. Lists are objects with the keys 0, 1, 2 … */
export interface Form {
  [key: string]: string | Form;
}

/** `a[b][]` → `['a', 'b', '']` */
function pathOf(key: string): string[] {
  const open = key.indexOf('[');
  if (open === -1) return [key];
  return [key.slice(0, open), ...Array.from(key.slice(open).matchAll(/\[([^\]]*)\]/g), (match) => match[1] ?? '')];
}

function put(form: Form, path: readonly string[], value: string): void {
  const [head = '', ...rest] = path;
  const key = head === '' ? String(Object.keys(form).length) : head;
  if (rest.length === 0) {
    form[key] = value;
    return;
  }
  const existing = Object.hasOwn(form, key) ? form[key] : undefined;
  const child: Form = typeof existing === 'object' ? existing : Object.create(null);
  form[key] = child;
  put(child, rest, value);
}

/**
 * Reads `application/x-www-form-urlencoded` text with bracket nesting, as the SDKs write it:
 * `metadata[userId]=7&line_items[0][price]=price_1&types[]=invoice.paid`.
 */
export function parseForm(...texts: readonly string[]): Form {
  const form: Form = Object.create(null);
  for (const text of texts) {
    for (const [key, value] of new URLSearchParams(text)) put(form, pathOf(key), value);
  }
  return form;
}

/** A list's entries in the order of their keys. */
export const entriesInOrder = (form: Form): (string | Form)[] =>
  Object.entries(form)
    .sort(([left], [right]) => Number(left) - Number(right))
    .map(([, value]) => value);
