import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { attribute, readElements } from '#fixtures/http/read-elements.ts';
import { type Asset, type AssetKind, mostNamed, namedByContent, webAddress } from './asset.ts';
import { readSheet, type SheetParts } from './css-assets.ts';
import { type ImportMap, readScript } from './script-assets.ts';

/** What a page names, and what it holds itself. */
export interface PageParts {
  /** Each address once, with the most that the page wants of it. */
  assets: Asset[];
  imports: ImportMap;
  /** The style sheets that stand in the page. */
  sheets: SheetParts[];
  /** Scripts that it runs, its own inline ones included. */
  scripts: number;
  /** Style sheets that it is drawn with, its own inline ones included. */
  styles: number;
  /** It shows something by itself: an element or a text in its body. */
  hasBody: boolean;
}

const classic = /^(|text\/(java|ecma|j|live)script(1\.[0-5])?|application\/(x-)?(java|ecma)script)$/;

/** Reads a page as a browser with scripts does: what stands in `noscript`, `template` and comments is none of it. */
export function readPage(html: string, url: string): PageParts {
  const elements = readElements(html);
  const base = baseOf(elements, url);
  const imports = importMap(elements, base);
  const scripts = elements.filter((element) => element.tagName === 'script' && runs(element));
  const inline = elements.filter(({ tagName }) => tagName === 'style').map(textOf);
  const sheets = [...inline, ...styleAttributes(elements)].map((css) => readSheet(css, base));
  const linked = elements.flatMap((element) => named(element, base));
  const assets = [
    ...linked,
    ...scripts.flatMap((element) => ofInlineScript(element, base, imports)),
    ...sheets.flatMap((sheet) => sheet.assets),
  ];
  return {
    assets: distinct(assets).slice(0, mostNamed),
    imports,
    sheets,
    scripts: scripts.length,
    styles: inline.length + linked.filter(({ kind, needed }) => kind === 'style' && needed).length,
    hasBody: elements.some(({ tagName, childNodes }) => tagName === 'body' && childNodes.some(shows)),
  };
}

/** Each address once: needed where anything needs it, and lazy where nothing wants it at once. */
export function distinct(assets: readonly Asset[]): Asset[] {
  const byUrl = new Map<string, Asset>();
  for (const asset of assets) {
    const known = byUrl.get(asset.url) ?? asset;
    const { kind } = asset.needed && !known.needed ? asset : known;
    const classic = (known.classic ?? false) && (asset.classic ?? false);
    const merged = { needed: known.needed || asset.needed, lazy: known.lazy && asset.lazy, classic };
    byUrl.set(asset.url, { ...asset, ...merged, kind });
  }
  return [...byUrl.values()];
}

const textOf = ({ childNodes }: Tree.Element): string =>
  childNodes.map((child) => ('value' in child ? child.value : '')).join('');

const shows = (node: Tree.Node): boolean =>
  'tagName' in node ? node.tagName !== 'noscript' : 'value' in node && node.value.trim() !== '';

/** Without a type an old page may say its language. https://html.spec.whatwg.org/#prepare-the-script-element */
function typeOf(element: Tree.Element): string {
  const language = attribute(element, 'language') ?? '';
  return (attribute(element, 'type') ?? (language && `text/${language}`)).trim().toLowerCase();
}

const runs = (element: Tree.Element): boolean => typeOf(element) === 'module' || classic.test(typeOf(element));

const baseOf = (elements: readonly Tree.Element[], url: string): string => {
  const first = elements.find((element) => element.tagName === 'base' && attribute(element, 'href') !== undefined);
  return webAddress(first && attribute(first, 'href'), url) ?? url;
};

function importMap(elements: readonly Tree.Element[], base: string): ImportMap {
  const entries = elements
    .filter((element) => element.tagName === 'script' && typeOf(element) === 'importmap')
    .flatMap((element) => Object.entries(Object(parsed(textOf(element))['imports'])))
    .flatMap(([name, to]) => {
      const url = typeof to === 'string' ? webAddress(to, base) : undefined;
      const key = /^(\.{0,2}\/|https?:)/.test(name) ? webAddress(name, base) : name;
      return url && key ? [[key, url] as const] : [];
    });
  return new Map(entries);
}

/** A browser passes over an import map that is no JSON, and says so in its console. */
function parsed(json: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(json));
  } catch {
    return {};
  }
}

function ofInlineScript(element: Tree.Element, base: string, imports: ImportMap): Asset[] {
  if (attribute(element, 'src') !== undefined) return [];
  // What a page imports by itself starts the app, also where it does so by `import()`.
  return readScript(textOf(element), base, imports).map((asset) => ({ ...asset, lazy: false }));
}

const styleAttributes = (elements: readonly Tree.Element[]): string[] =>
  elements.flatMap((element) => {
    const style = attribute(element, 'style');
    return style?.includes('url(') ? [`a{${style}}`] : [];
  });

/** What an element names by its attributes. */
function named(element: Tree.Element, base: string): Asset[] {
  const of = (name: string | undefined, kind: AssetKind, needed: boolean): Asset[] => {
    const url = webAddress(name, base);
    return url ? [{ url, kind, needed, lazy: false }] : [];
  };
  const { tagName } = element;
  if (tagName === 'script' && runs(element)) {
    const classic = typeOf(element) !== 'module';
    const needed = !classic || attribute(element, 'nomodule') === undefined;
    return of(attribute(element, 'src'), 'script', needed).map((asset) => ({ ...asset, classic }));
  }
  if (tagName === 'link') return ofLink(element, of);
  const sources = (attribute(element, 'srcset') ?? '').split(/,\s/).map((one) => one.trim().split(/\s/, 1)[0]);
  const inPicture = element.parentNode && 'tagName' in element.parentNode && element.parentNode.tagName === 'picture';
  if (tagName === 'img') return [attribute(element, 'src'), ...sources].flatMap((name) => of(name, 'image', false));
  if (tagName === 'source' && inPicture) return sources.flatMap((name) => of(name, 'image', false));
  if (tagName === 'video') return of(attribute(element, 'poster'), 'image', false);
  return ofIsland(element).flatMap((name) => of(name, 'script', true));
}

/**
 * An island names the scripts that bring it to life in attributes of an element of its own: `<astro-island
 * component-url="/_astro/Cart.x1Y2z3A4.js">`. Where one is empty its framework says nothing, and nothing on the page works.
 */
const ofIsland = ({ tagName, attrs }: Tree.Element): string[] =>
  tagName.includes('-')
    ? attrs.map(({ value }) => value).filter((value) => /^\S{1,500}\.m?js$/.test(value) && namedByContent.test(value))
    : [];

type Make = (name: string | undefined, kind: AssetKind, needed: boolean) => Asset[];
const preloads: Readonly<Record<string, AssetKind>> = {
  script: 'script',
  style: 'style',
  font: 'font',
  image: 'image',
};

/**
 * Said to be for paper, so that it holds nobody up, and put on the screen by a script once it has come: as `loadCSS` does,
 * Angular's builds, and most that write the styles of the first screen into the page.
 */
const isSwitchedOn = ({ attrs }: Tree.Element): boolean =>
  attrs.some(
    ({ name, value }) => (name === 'onload' && /\b(?:media|rel)\b/.test(value)) || /^data-.*\bmedia$/.test(name),
  );

function ofLink(element: Tree.Element, of: Make): Asset[] {
  const rel = (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/);
  const href = attribute(element, 'href');
  if (rel.includes('stylesheet')) {
    const media = (attribute(element, 'media') ?? '').trim();
    const always = isSwitchedOn(element) || /^(|all|screen\b.*|\(.*|only screen\b.*)$/i.test(media);
    const off = attribute(element, 'disabled') !== undefined || rel.includes('alternate');
    const isCss = /^(|text\/css)$/.test(typeOf(element).split(';', 1)[0]?.trim() ?? '');
    return isCss ? of(href, 'style', always && !off) : [];
  }
  if (rel.includes('modulepreload')) return of(href, 'script', true);
  if (rel.includes('preload')) {
    const kind = preloads[(attribute(element, 'as') ?? '').toLowerCase()];
    // One that is a module is preloaded in another way, by the specification.
    const classic = kind === 'script';
    return kind ? of(href, kind, kind !== 'image').map((asset) => ({ ...asset, classic })) : [];
  }
  if (rel.some((word) => /^(icon|apple-touch-icon.*|mask-icon)$/.test(word))) return of(href, 'image', false);
  return rel.includes('manifest') ? of(href, 'other', false) : [];
}
