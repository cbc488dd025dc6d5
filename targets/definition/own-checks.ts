import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ConfigProblem } from './problem.ts';
import type { Target } from './schema.ts';
import { plainSpecs, type Specs } from './specs.ts';
import { targetFileOf } from './target-file.ts';

/** What a team brings along, beside its target. */
export interface OwnChecks {
  /** Files with checks that are written for us, as absolute paths. */
  checks: string[];
  /** Files with Playwright specs. */
  specs: SpecFiles[];
}

/** Spec files of which the same is said. */
export interface SpecFiles extends Omit<Specs, 'specs'> {
  /** Absolute paths. */
  files: string[];
}

const isCheck = (file: string) => /\.check\.m?ts$/.test(file);
const isSpec = (file: string) => /\.(spec|test|e2e)\.[cm]?[jt]sx?$/.test(file);
const isScript = (file: string) => /\.[cm]?[jt]sx?$/.test(file);

/**
 * The files with a team's own checks, each once, and what is wrong with them. A file that several entries name is what the
 * first of them says.
 *
 * @param targetName the target as it was named: patterns are relative to its file.
 */
export function ownChecks(target: Target, targetName: string): OwnChecks & { problems: ConfigProblem[] } {
  const home = dirname(targetFileOf(targetName));
  const problems: ConfigProblem[] = [];
  const checks = new Set<string>();
  const taken = new Set<string>();
  const specs = target.checks.map((entry, at): SpecFiles => {
    const { specs: pattern, ...said } = typeof entry === 'string' ? plainSpecs(entry) : entry;
    const files = globSync(pattern, { cwd: home, exclude: ['**/node_modules/**'] }).map((file) => resolve(home, file));
    const where = `checks[${at}]`;
    if (files.length === 0) problems.push(nothingFits(where, pattern, home));
    const own = typeof entry === 'string' ? files.filter(isCheck) : [];
    const rest = files.filter((file) => !own.includes(file));
    for (const file of own) checks.add(file);
    problems.push(...own.flatMap((file) => moduleProblem(where, file)));
    const isMeant = typeof entry === 'string' ? isSpec : isScript;
    problems.push(...rest.filter((file) => !isMeant(file)).map((file) => misnamed(where, file)));
    const found = rest.filter((file) => isMeant(file) && !taken.has(file)).toSorted();
    for (const file of found) taken.add(file);
    return { ...said, files: found, use: { ...baseOf(target), ...said.use } };
  });
  return { checks: [...checks].toSorted(), specs: specs.filter(({ files }) => files.length > 0), problems };
}

/** The address that specs mean by `/`. */
function baseOf({ frontend, apis, hosts }: Target): { baseURL?: string } {
  const [host] = [frontend?.host, ...Object.values(apis).map((api) => api.host), ...Object.keys(hosts)].flatMap(
    (one) => one ?? [],
  );
  const baseURL = host && hosts[host];
  return baseURL ? { baseURL } : {};
}

const nothingFits = (where: string, pattern: string, home: string): ConfigProblem => ({
  where,
  found: `"${pattern}", which no file fits`,
  expected: 'files with checks',
  remedy: `patterns are relative to the target's file, in ${home}`,
});

const misnamed = (where: string, file: string): ConfigProblem => ({
  where,
  found: `"${file}"`,
  expected: 'files that are named *.check.ts or *.check.mts, or Playwright specs such as *.spec.ts',
  remedy: 'narrow the pattern, or write { specs: … } for specs of another name',
});

function moduleProblem(where: string, file: string): ConfigProblem[] {
  if (file.endsWith('.mts') || isModulePackage(dirname(file))) return [];
  const remedy = 'rename it to *.check.mts, or put a package.json with "type": "module" beside it';
  return [{ where, found: `"${file}", in a package of CommonJS`, expected: 'an ES module', remedy }];
}

/** Node takes a file for an ES module when the nearest package says so. */
function isModulePackage(place: string): boolean {
  const file = join(place, 'package.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).type === 'module';
  return dirname(place) !== place && isModulePackage(dirname(place));
}
