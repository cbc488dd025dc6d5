import { type CleanAnswer, type Mutation, withBody } from '../answer.ts';
import { staleOf } from './stale.ts';

type Json = Record<string, unknown> | unknown[];

/** What is done to the value of a field; `gone` takes the field itself away. */
const gone = Symbol('gone');

/** Each field that a check looks at, by its dotted path: missing, null, of another type, empty, and out of date. */
export function ofFields(answer: CleanAnswer, read: readonly string[]): Mutation[] {
  const value = parse(answer.body);
  if (value === undefined) return [];
  const paths = read.filter((path) => standsForItsList(path, read)).toSorted();
  return paths.flatMap((path) =>
    changesOf(valueAt(value, path)).map(([what, to]) => ({
      name: `field ${path} ${what}`,
      apply: (given: CleanAnswer) => changed(given, path, to),
    })),
  );
}

/** Of a list the first element stands for all, and the last, which is often of another kind. */
function standsForItsList(path: string, read: readonly string[]): boolean {
  return [...path.matchAll(/(?<=^|\.)\d+(?=\.|$)/g)].every(({ 0: key, index }) => {
    const next = `${path.slice(0, index)}${Number(key) + 1}`;
    return key === '0' || !read.includes(next);
  });
}

/** How a value may be wrong: what a person calls it, and the value to put there. A stale one is made from the fresh. */
function changesOf(value: unknown): [what: string, to: unknown][] {
  const changes: [string, unknown][] = [
    ['missing', gone],
    ['null', null],
    ['of another type', otherType(value)],
  ];
  if (typeof value === 'string') changes.push(['empty', '']);
  if (Array.isArray(value)) changes.push(['empty', []]);
  if (typeof value === 'string' && staleOf(value) !== undefined) changes.push(['stale', staleOf]);
  return changes;
}

function otherType(value: unknown): unknown {
  if (typeof value === 'string') return 7;
  if (typeof value === 'number') return 'seven';
  return Array.isArray(value) ? {} : 'something else';
}

function changed(answer: CleanAnswer, path: string, to: unknown): CleanAnswer {
  const value = parse(answer.body);
  if (value === undefined) return answer;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const place = valueAt(value, keys.join('.'));
  if (typeof place !== 'object' || place === null || !(last in place)) return answer;
  if (to === gone && Array.isArray(place)) place.splice(Number(last), 1);
  else if (to === gone) Reflect.deleteProperty(place, last);
  else Reflect.set(place, last, typeof to === 'function' ? to(Reflect.get(place, last)) : to);
  return withBody(answer, JSON.stringify(value));
}

function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value;
  return path.split('.').reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value);
}

function parse(body: Buffer): Json | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
