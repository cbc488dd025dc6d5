/** What kind of body an asset must have. */
export type AssetKind = 'script' | 'style' | 'font' | 'image' | 'other';

/** Something that a page, a style sheet or a script names. */
export interface Asset {
  url: string;
  kind: AssetKind;
  /** The page does not work, or does not look as it should, without it; of the rest hardly anybody notices. */
  needed: boolean;
  /** Loaded later, where somebody comes to it. */
  lazy: boolean;
  /** Only asked for as a script that is no module: browsers run one under almost any type. */
  classic?: boolean;
}

/** So many things that a file names are read of it: more than any page has, and what is made to have no end has one. */
export const mostNamed = 5_000;

const kindByEnding: Readonly<Record<string, AssetKind>> = {
  css: 'style',
  json: 'other',
  wasm: 'other',
  js: 'script',
  mjs: 'script',
};

/** What a script imports is a script, unless its name says otherwise. */
export const kindOfImport = (url: string): AssetKind =>
  kindByEnding[/\.(\w{2,5})$/.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? ''] ?? 'script';

/** The address of a thing that can be asked for; undefined for `data:`, `blob:`, `about:blank`, a fragment, or no address. */
export function webAddress(name: string | undefined, base: string): string | undefined {
  const text = name?.trim() ?? '';
  if (text === '' || text.startsWith('#')) return undefined;
  const url = URL.parse(text, base);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  url.hash = '';
  return url.href;
}

/** Words as people write them: `HomePage`, `jQuery-3`, `Base64Js`. */
const ofWords = /[A-Z]?[a-z]{1,8}\d{0,8}(?:(?:[A-Z][a-z]|[-_][A-Za-z\d])[a-z]{0,8}\d{0,8}){0,5}\./;

/**
 * A name that is a hash and nothing else: in hexadecimal, as Turbopack names its chunks, or in eight signs of base64, as Vite's
 * hashes are in builds of Nuxt and SvelteKit.
 */
export const hashAlone = new RegExp(
  String.raw`(?:^|\/)((?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{8,}|(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?!${ofWords.source})[\w-]{8})\.\w+$`,
);

/** A name that holds a hash of the contents, or is one: other bytes get another name. */
export const namedByContent = new RegExp(`[-.~_][\\w-]{6,}\\.\\w+$|${hashAlone.source}`);
