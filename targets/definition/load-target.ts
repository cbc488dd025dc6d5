import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parsedOnce } from '#record/parsed-once.ts';
import { fileProblems } from './file-problems.ts';
import { keyProblems } from './key-problems.ts';
import { maintenanceProblems } from './maintenance.ts';
import { isPlain, plainCopy } from './plain-copy.ts';
import { ConfigError, type ConfigProblem, unknownWord } from './problem.ts';
import { referenceProblems, unsafeAddresses } from './reference-problems.ts';
import { type Target, targetSchema } from './schema.ts';
import { schemaProblems } from './schema-problems.ts';
import { secretProblems } from './secret-problems.ts';
import type { Environment } from './secrets.ts';
import { isPath, targetFileOf, targetsFolder } from './target-file.ts';
import { wholePart } from './whole-part.ts';

/** A value to put at a path of the target for this run, such as `hosts.api` or `budgets.premium`. */
export type Overrides = Readonly<Record<string, unknown>>;

/** The names `--target` knows: one file a system. */
export async function targetNames(): Promise<string[]> {
  const files = await readdir(targetsFolder);
  const names = files.filter((file) => /^[a-z0-9-]+\.ts$/.test(file)).map((file) => file.slice(0, -3));
  return names.filter((name) => name !== 'target').toSorted();
}

/**
 * Loads a target by its name or by the path of its file, puts the overrides in, and checks the whole.
 *
 * @param urls other addresses for hosts that the target has.
 *
 * @throws {ConfigError} with every problem found.
 */
export async function loadTarget(
  nameOrPath: string,
  overrides: Overrides = {},
  environment: Environment = {},
  urls: Readonly<Record<string, string>> = {},
): Promise<Target> {
  const written = await readTarget(nameOrPath);
  const { merged, problems } = applyOverrides(written, overrides);
  problems.push(...moveHosts(merged, urls));
  const parsed = targetSchema.safeParse(merged, parsedOnce);
  if (!parsed.success) problems.push(...schemaProblems(targetSchema, merged, parsed.error.issues));
  const sound = parsed.success ? parsed.data : wholePart(merged);
  if (sound) {
    problems.push(...referenceProblems(sound), ...fileProblems(sound), ...maintenanceProblems(sound));
    problems.push(...secretProblems(sound, environment));
  }
  problems.push(...unsafeAddresses(merged), ...keyProblems(merged, environment));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return parsed.data;
}

async function readTarget(nameOrPath: string): Promise<object> {
  const file = targetFileOf(nameOrPath);
  const names = await targetNames();
  if (!existsSync(file) || (!isPath(nameOrPath) && !names.includes(nameOrPath))) {
    throw new ConfigError([unknownWord('--target', nameOrPath, names, 'the path of a target file, or one of')]);
  }
  const importing = isPath(nameOrPath) ? importOutside : importOwn;
  const loaded = await importing(pathToFileURL(file).href).catch((error: Error) => {
    throw new ConfigError([brokenFile(nameOrPath, error)]);
  });
  const target = unwrapped(loaded.default);
  if (isPlain(target)) return target;
  const expected = 'export default defineTarget({ … })';
  throw new ConfigError([
    { where: nameOrPath, found: 'no default export of a target', expected, remedy: 'export the target as default' },
  ]);
}

const importOwn = (url: string): Promise<{ default?: unknown }> => import(url);

/** With what a file outside this repository needs, which each module of a run would pay for otherwise. */
async function importOutside(url: string): Promise<{ default?: unknown }> {
  const { importTarget } = await import('./outside-imports.ts');
  return importTarget(url);
}

/** A file whose package says nothing of its modules is read as CommonJS by the runner: the export lies one deeper. */
const unwrapped = (exported: unknown): unknown =>
  isPlain(exported) && 'default' in exported ? exported['default'] : exported;

const brokenFile = (nameOrPath: string, error: Error): ConfigProblem => ({
  where: nameOrPath,
  found: `${error.name}: ${error.message}`,
  expected: 'a TypeScript file that loads',
  remedy: 'mend the error in the file',
});

/** Puts each value at its path; a path through something that is not there creates it. */
function applyOverrides(target: object, overrides: Overrides): { merged: object; problems: ConfigProblem[] } {
  const merged = Object(plainCopy(target));
  const problems: ConfigProblem[] = [];
  for (const [path, value] of Object.entries(overrides)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let place: unknown = merged;
    for (const key of keys) {
      if (!isPlain(place)) break;
      place[key] ??= {};
      place = place[key];
    }
    if (isPlain(place)) place[last] = value;
    else problems.push(noPlace(path));
  }
  return { merged, problems };
}

/** Puts hosts elsewhere. A name that the target does not have would leave the right host where it was. */
function moveHosts(target: object, urls: Readonly<Record<string, string>>): ConfigProblem[] {
  const hosts: unknown = Reflect.get(target, 'hosts');
  if (!isPlain(hosts)) return [];
  const known = Object.keys(hosts);
  const unknown = Object.keys(urls).filter((name) => !known.includes(name));
  for (const [name, url] of Object.entries(urls)) if (known.includes(name)) hosts[name] = url;
  return unknown.map((name) => unknownWord('--url', name, known, 'a name of hosts'));
}

const noPlace = (path: string): ConfigProblem => ({
  where: `--set ${path}`,
  found: 'a value that has no parts on the way',
  expected: 'a path into the target such as budgets.premium',
  remedy: 'see targets/definition/schema.ts for what there is',
});
