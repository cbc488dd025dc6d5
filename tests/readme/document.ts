import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** All pages that a reader may come to. */
export const pages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** A page of the repository, read for what can be held against the code. */
export class Document {
  readonly text: string;

  constructor(name: string) {
    this.text = readFileSync(`${root}/${name}`, 'utf8');
  }

  /** The code blocks of a language, in the order they stand. */
  codeBlocks(language: string): string[] {
    const blocks = this.text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
    return [...blocks].flatMap(([, found, code = '']) => (found === language ? [code] : []));
  }

  /** The rows of the table under a heading, each as its cells; the head of the table is left out. */
  table(heading: string): string[][] {
    return tableIn(this.section(heading));
  }

  /** What stands under a heading, down to the next one. */
  section(heading: string): string {
    const [, found] = this.text.split(new RegExp(`^#+ ${heading}$`, 'm'));
    if (found === undefined) throw new Error(`there is no heading "${heading}"`);
    return found.split(/^#+ /m, 1)[0] ?? '';
  }

  /** The code between backticks outside of code blocks. */
  inlineCode(): string[] {
    const prose = this.text.replaceAll(/^```\w+\n[\s\S]*?^```$/gm, '');
    return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  }

  /** Where the links to files of the repository lead. */
  relativeLinks(): string[] {
    const links = [...this.text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
    return links.filter((to) => !/^(https?:|#)/.test(to)).map((to) => to.replace(/#.*$/, ''));
  }
}

/** The rows of the first table of a text. */
function tableIn(text: string): string[][] {
  const [block = ''] = /^\|.*\|$(\n\|.*\|$)*/m.exec(text) ?? [];
  const rows = block.split('\n').slice(2);
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** The same text with other rows in the table under a heading. */
export function withRows(text: string, heading: string, rows: readonly string[][]): string {
  const at = text.search(new RegExp(`^#+ ${heading}$`, 'm'));
  const table = rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
  const below = text.slice(at).replace(/^(\|.*\|\n\|[-|: ]+\|\n)(?:\|.*\|\n)*/m, (_, head) => `${head}${table}`);
  return text.slice(0, at) + below;
}

/** The same text with another end to the line that begins so. */
export function withSentence(text: string, start: string, end: string): string {
  const lines = text.split('\n');
  if (!lines.some((line) => line.startsWith(start))) throw new Error(`no line begins with "${start}"`);
  return lines.map((line) => (line.startsWith(start) ? `${start} ran ${end}` : line)).join('\n');
}
