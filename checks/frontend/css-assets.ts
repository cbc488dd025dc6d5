import type { CSSToken } from '@csstools/css-tokenizer';
import { cssLibrary } from '#fixtures/runtime/libraries.ts';
import { type Asset, mostNamed, webAddress } from './asset.ts';

/** A font as a style sheet declares it. */
export interface FontFace {
  family: string;
  /** In the order in which a browser tries them. */
  sources: { url: string; supported: boolean }[];
  /** It has the letters of the Latin alphabet; fonts for other scripts are loaded where such a text stands. */
  latin: boolean;
}

/** What a style sheet names. */
export interface SheetParts {
  assets: Asset[];
  fonts: FontFace[];
  /** Every word that its rules say of fonts, in lower case: only a font that is named here is loaded. */
  fontWords: string;
}

/** Longer sheets are read up to here, and what they say of fonts up to there. */
const longest = 3_000_000;
const longestWords = 1_000_000;
/** More fonts than any page declares: each is looked for in all that the rules say of fonts. */
const mostFonts = 1_000;
/** Functions in functions, deeper than in any sheet. */
const deepest = 100;
const usable = /^(woff2?|truetype|opentype|collection)/i;
const unusableEnding = /\.(eot|svgz?)$/i;

/** Reads a style sheet as a browser does: by its tokens, so that what stands in comments and texts is none of it. */
export function readSheet(css: string, base: string): SheetParts {
  const reader = new SheetReader(base);
  const { tokenize } = cssLibrary();
  for (const token of tokenize({ css: css.slice(0, longest) })) reader.take(token);
  return reader.parts;
}

class SheetReader {
  readonly parts: SheetParts = { assets: [], fonts: [], fontWords: '' };
  readonly #base: string;
  readonly #blocks: string[] = [];
  #at = '';
  #property = '';
  #word = '';
  /** The functions and brackets that are open, the innermost last. */
  readonly #calls: string[] = [];
  #face: FontFace | undefined;
  #range = '';
  /** A rule has begun: what calls itself an import behind it is none. https://drafts.csswg.org/css-cascade/#at-ruledef-import */
  #hasRules = false;
  #media: string[] = [];

  constructor(base: string) {
    this.#base = base;
  }

  take([kind, raw, , , value]: CSSToken): void {
    const text = value && 'value' in value ? String(value.value) : '';
    if (this.#face && this.#property === 'unicode-range') this.#range += raw;
    if (kind === 'at-keyword-token') this.#at = text.toLowerCase();
    else if (kind === '{-token') this.#open();
    else if (kind === '}-token') this.#close();
    else if (kind === 'semicolon-token') this.#endOfStatement();
    else if (kind === 'colon-token') this.#property ||= this.#word;
    else if (kind === 'ident-token') this.#ident(text);
    else if (kind === 'function-token') this.#call(text.toLowerCase());
    else if (kind === '(-token') this.#calls.push('');
    else if (kind === ')-token') this.#calls.pop();
    else if (kind === 'string-token') this.#string(text);
    else if (kind === 'url-token') this.#address(text);
  }

  #open(): void {
    this.#hasRules = true;
    this.#blocks.push(this.#at);
    this.#range = '';
    if (this.#at === 'font-face') this.#face = { family: '', sources: [], latin: true };
    this.#at = '';
    this.#property = '';
  }

  #close(): void {
    this.#blocks.pop();
    if (this.#face && this.parts.fonts.length < mostFonts)
      this.parts.fonts.push({ ...this.#face, latin: hasLatin(this.#range) });
    this.#face = undefined;
    this.#endOfStatement();
  }

  #endOfStatement(): void {
    this.#at = '';
    this.#property = '';
    this.#calls.length = 0;
  }

  get #called(): string {
    return this.#calls.at(-1) ?? '';
  }

  /** Nested deeper than any sheet is none; and who can say what a browser supports? */
  #call(name: string): void {
    if (this.#calls.length < deepest) this.#calls.push(name);
    if (this.#at === 'imported' && this.#calls.length === 1 && name === 'supports') this.#importIsNeeded(false);
  }

  #ident(text: string): void {
    this.#word = text.toLowerCase();
    if (this.#called === 'format') this.#format(text);
    else if (this.#at === 'imported') this.#importFor(this.#word);
    else this.#aboutFonts(text);
  }

  /** A sheet for paper alone is missed by nobody who looks at the page. */
  #importFor(medium: string): void {
    if (this.#calls.length > 0) return;
    this.#media.push(this.#media.at(-1) === 'not' ? `not ${medium}` : medium);
    const isForPaper = this.#media.some((one) => /^(?:print|speech|not screen|not all)$/.test(one));
    if (isForPaper) this.#importIsNeeded(this.#media.some((one) => one === 'screen' || one === 'all'));
  }

  #importIsNeeded(needed: boolean): void {
    const last = this.#hasRules ? undefined : this.parts.assets.pop();
    if (last) this.parts.assets.push({ ...last, needed });
  }

  #string(text: string): void {
    if (/^(?:url|src|(?:-webkit-)?image-set)$/.test(this.#called)) this.#address(text);
    else if (this.#called === 'format') this.#format(text);
    else if (this.#at === 'import') this.#address(text);
    else this.#aboutFonts(text);
  }

  #aboutFonts(text: string): void {
    if (this.#face && this.#property === 'font-family') this.#face.family += `${text} `;
    else if (!this.#face && /^(font(-family)?|--.*)$/.test(this.#property))
      this.parts.fontWords += ` ${text.toLowerCase()}`;
  }

  #format(text: string): void {
    const source = this.#face?.sources.at(-1);
    if (source) source.supported = usable.test(text);
  }

  #address(name: string): void {
    const url = webAddress(name, this.#base);
    if (!url || this.#at === 'namespace' || this.parts.assets.length >= mostNamed) return;
    if (this.#at === 'import') {
      this.#at = 'imported';
      this.#media = [];
      if (!this.#hasRules) this.parts.assets.push({ url, kind: 'style', needed: true, lazy: false });
    } else if (this.#face) {
      const supported = !unusableEnding.test(new URL(url).pathname);
      if (this.#property === 'src') this.#face.sources.push({ url, supported });
    } else if (this.#blocks.length > 0) this.parts.assets.push({ url, kind: 'image', needed: false, lazy: false });
  }
}

/** Whether the letter A is in a `unicode-range`, such as `U+0000-00FF, U+0131` or `U+4??`; without one every letter is. */
function hasLatin(range: string): boolean {
  const ranges = [...range.slice(0, 5_000).matchAll(/u\+([\da-f?]{1,6})(?:-([\da-f]{1,6}))?/gi)];
  const letter = 0x41;
  return (
    ranges.length === 0 ||
    ranges.some(([, from = '', to]) => {
      const first = Number.parseInt(from.replaceAll('?', '0'), 16);
      const last = Number.parseInt(to ?? from.replaceAll('?', 'F'), 16);
      return first <= letter && letter <= last;
    })
  );
}

/**
 * The files of the fonts that some sheets use: of each the one that a browser takes, and those beside it for older
 * browsers. A font that no rule names, or that is for another script than the Latin one, is loaded by no ordinary page.
 */
export function fontsOf(sheets: readonly SheetParts[]): Asset[] {
  const words = sheets
    .map(({ fontWords }) => fontWords)
    .join(' ')
    .slice(0, longestWords);
  const used = sheets
    .flatMap(({ fonts }) => fonts)
    .slice(0, mostFonts)
    .filter(({ family, latin }) => latin && family.trim() !== '' && words.includes(family.trim().toLowerCase()));
  return used.flatMap(({ sources }) => {
    const taken = sources.find(({ supported }) => supported);
    return sources.map((source) => ({ url: source.url, kind: 'font' as const, needed: source === taken, lazy: false }));
  });
}
