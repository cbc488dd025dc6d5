import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ConfigProblem } from './problem.ts';
import type { Target } from './schema.ts';
import { targetFileOf } from './target-file.ts';

const isCheck = (file: string) => /\.check\.m?ts$/.test(file);

/**
 * The files with a team's own checks, as absolute paths, and what is wrong with them.
 *
 * @param targetName the target as it was named: patterns are relative to its file.
 */
export function ownChecks({ checks }: Target, targetName: string): { files: string[]; problems: ConfigProblem[] } {
  const home = dirname(targetFileOf(targetName));
  const found = checks.map((pattern, at) => {
    const files = globSync(pattern, { cwd: home }).map((file) => resolve(home, file));
    return { files: files.toSorted(), problems: problemsOf(`checks[${at}]`, pattern, files, home) };
  });
  return {
    files: [...new Set(found.flatMap(({ files }) => files))],
    problems: found.flatMap(({ problems }) => problems),
  };
}

function problemsOf(where: string, pattern: string, files: readonly string[], home: string): ConfigProblem[] {
  if (files.length === 0) {
    const remedy = `patterns are relative to the target's file, in ${home}`;
    return [{ where, found: `"${pattern}", which no file fits`, expected: 'files with checks', remedy }];
  }
  return files.flatMap((file) => {
    if (!isCheck(file)) {
      const expected = 'files that are named *.check.ts or *.check.mts';
      return [{ where, found: `"${file}"`, expected, remedy: 'narrow the pattern, or rename the file' }];
    }
    if (file.endsWith('.mts') || isModulePackage(dirname(file))) return [];
    const remedy = 'rename it to *.check.mts, or put a package.json with "type": "module" beside it';
    return [{ where, found: `"${file}", in a package of CommonJS`, expected: 'an ES module', remedy }];
  });
}

/** Playwright takes a file for an ES module when the nearest package says so. */
function isModulePackage(place: string): boolean {
  const file = join(place, 'package.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).type === 'module';
  return dirname(place) !== place && isModulePackage(dirname(place));
}
