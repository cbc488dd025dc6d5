/** Values that steps of a request hand on, by their names. */
export type RequestValues = Readonly<Record<string, unknown>>;

/** Values that every request has: the id of the run, for what has to be unlike that of any other, and the time as ISO 8601. */
export const givenValues = ['run', 'now'] as const;

/** Whether a value by its name lets somebody in: nobody else gets to see it. */
export const namesSecret = (name: string): boolean => /token|secret|password|session|key/i.test(name);

const placeholder = /\{([a-z][a-zA-Z0-9]*)\}/g;

/** The names of the values that a text, or all texts inside something, ask for. */
export function valuesAskedFor(within: unknown): string[] {
  if (typeof within === 'string') return [...within.matchAll(placeholder)].map(([, name = '']) => name);
  if (typeof within !== 'object' || within === null) return [];
  return Object.entries(within).flatMap(([key, inner]) => [...valuesAskedFor(key), ...valuesAskedFor(inner)]);
}

/** The text with the values put in. @param spell how a value is written there. */
export const filledText = (text: string, values: RequestValues, spell: (value: string) => string = (value) => value) =>
  text.replaceAll(placeholder, (_, name: string) => spell(String(values[name] ?? '')));

/** JSON with the values put in: a text that is nothing but one name becomes the value itself, be it a number or a list. */
export function filledJson(json: unknown, values: RequestValues): unknown {
  if (typeof json === 'string') {
    const [only] = valuesAskedFor(json);
    return only !== undefined && json === `{${only}}` ? values[only] : filledText(json, values);
  }
  if (Array.isArray(json)) return json.map((inner) => filledJson(inner, values));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, inner]) => [key, filledJson(inner, values)]));
}
