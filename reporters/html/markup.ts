import { stripVTControlCharacters } from 'node:util';

/** Markup as it goes into a page. The `html` tag makes it; by hand it is made of nothing but our own styles and script. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template; `undefined` and `false` leave nothing behind. */
export type Part = Html | string | number | false | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes markup of a template. Whatever is put in is escaped, unless it is markup already. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((string, at) => string + toText(parts[at])).join(''));

function toText(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  return typeof part === 'object' ? part.map(toText).join('') : escaped(String(part));
}

/** Text as a page shows it: no markup, no terminal colours, nothing that cannot be encoded. */
const escaped = (text: string) =>
  plain.test(text)
    ? text
    : stripVTControlCharacters(text)
        .toWellFormed()
        .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
        .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

/** Nothing but letters that stand for themselves: most of what a page says. */
const plain = /^[\w\t\n !#$%()*+,./:;=?@[\\\]^`{|}~-]*$/;
