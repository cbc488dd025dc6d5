import { parsedOnce } from '#record/parsed-once.ts';
import { plainCopy } from './plain-copy.ts';
import { type Target, targetSchema } from './schema.ts';

/** So many faults are taken out one after the other; a target with more is hardly one. */
const mostRounds = 20;

/** What stands in for a fault where nothing may be missing, so that what names it is not called wrong as well. */
const stand: Readonly<Record<string, unknown>> = {
  name: 'nameless',
  environment: 'test',
  hosts: {},
};

/**
 * A target as far as its shape is right: what the schema refuses is left out, with as little around it as can be, so that
 * what the schema cannot see is looked at in the rest. Undefined where nothing of it can be used.
 *
 * @param written is not changed.
 */
export function wholePart(written: object): Target | undefined {
  const rest: Record<PropertyKey, unknown> = Object(plainCopy(written));
  for (let round = 0; round < mostRounds; round += 1) {
    const { success, data, error } = targetSchema.safeParse(rest, parsedOnce);
    if (success) return data;
    for (const issue of error.issues) {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
      for (const path of keys) leaveOut(rest, path);
    }
  }
  return undefined;
}

function leaveOut(target: Record<PropertyKey, unknown>, path: readonly PropertyKey[]): void {
  const [first = '', second] = path;
  if (first === 'hosts' && second !== undefined) {
    Object.assign(Object(target['hosts']), { [second]: 'https://host.invalid' });
    return;
  }
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), target);
  const key = path.at(-1) ?? '';
  if (typeof parent === 'object' && parent !== null && Reflect.has(parent, key)) {
    if (path.length === 1 && typeof first === 'string' && first in stand) target[first] = stand[first];
    else if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else Reflect.deleteProperty(parent, key);
  } else if (path.length === 1 && typeof first === 'string' && first in stand) target[first] = stand[first];
  else if (path.length > 1) leaveOut(target, path.slice(0, -1));
}
