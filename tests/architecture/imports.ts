import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../readme/document.ts';

/** Paths of our own sources, relative to the root; the demo's frontend, which a bundler reads, is left out. */
export const ourFiles = (): string[] =>
  globSync('**/*.{ts,mts,mjs}', { cwd: root, exclude: ['node_modules/**', 'reports/**', 'demo/loventia/web/src/**'] });

/** Every file of code that somebody has to read: our own sources, and what a bundler or a browser reads. */
export const handWrittenFiles = (): string[] => [
  ...ourFiles(),
  ...globSync(['demo/loventia/web/src/**/*.{ts,tsx}', 'demo/stripe/hosted-page/**/*.js'], { cwd: root }),
];

const importing =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

/** The specifiers a file of ours imports, as they are written: statements and calls alike. */
export function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(importing)].flatMap(([, from, bare, called]) => from ?? bare ?? called ?? []);
}
