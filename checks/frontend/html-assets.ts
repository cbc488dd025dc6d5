import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { attribute, readElements } from '#fixtures/http/read-elements.ts';
import { type Asset, type AssetKind, mostNamed, namedByContent, webAddress } from './asset.ts';
import { readSheet, type SheetParts } from './css-assets.ts';
import { type ImportMap, readImportMaps } from './import-map.ts';
import { readScript } from './script-assets.ts';
import { readSrcset } from './srcset.ts';

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
  const baseOf = basesOf(elements, url);
  const maps = elements.filter((element) => element.tagName === 'script' && typeOf(element) === 'importmap');
  const imports = readImportMaps(maps.map((element) => ({ text: textOf(element), base: baseOf(element) })));
  const scripts = elements.filter((element) => element.tagName === 'script' && runs(element));
  const inline = elements.filter(({ tagName }) => tagName === 'style');
  const sheets = elements.flatMap((element) => sheetIn(element, baseOf(element)));
  const linked = elements.flatMap((element) => named(element, baseOf(element)));
  const assets = [
    ...linked,
    ...scripts.flatMap((element) => ofInlineScript(element, baseOf(element), imports)),
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

/** What a loader of modules starts for a browser: as scripts, though the browser itself passes them over. */
const ofLoader = /^(?:systemjs-module|module-shim)$/;

const runs = (element: Tree.Element): boolean =>
  typeOf(element) === 'module' || ofLoader.test(typeOf(element)) || classic.test(typeOf(element));

/** The base that each element is read by: what stands before the one that the page names is relative to the page itself. */
function basesOf(elements: readonly Tree.Element[], url: string): (element: Tree.Element) => string {
  const first = elements.findIndex((one) => one.tagName === 'base' && attribute(one, 'href') !== undefined);
  const base = first < 0 ? undefined : webAddress(attribute(elements[first] as Tree.Element, 'href'), url);
  const before = new Set(elements.slice(0, Math.max(0, first)));
  return (element) => (before.has(element) ? url : (base ?? url));
}

function ofInlineScript(element: Tree.Element, base: string, imports: ImportMap): Asset[] {
  if (attribute(element, 'src') !== undefined) return [];
  const text = textOf(element);
  // The entry of Vite's builds for older browsers: its address stands beside the script that imports it.
  const entry = /\bSystem\.import\(/.test(text) ? webAddress(attribute(element, 'data-src'), base) : undefined;
  const started: Asset[] = entry ? [{ url: entry, kind: 'script', needed: true, lazy: false, classic: true }] : [];
  const isForFew = typeOf(element) !== 'module' && attribute(element, 'nomodule') !== undefined;
  // What a page imports by itself starts the app, also where it does so by `import()`.
  return [...started, ...readScript(text, base, imports)]
    .map((asset) => (isForFew ? { ...asset, needed: false } : asset))
    .map((asset) => ({ ...asset, lazy: !asset.needed }));
}

/** The sheet that an element holds. What one for paper imports is missed by nobody who looks at the page. */
function sheetIn(element: Tree.Element, base: string): SheetParts[] {
  const style = attribute(element, 'style');
  if (element.tagName !== 'style') return style?.includes('url(') ? [readSheet(`a{${style}}`, base)] : [];
  const sheet = readSheet(textOf(element), base);
  return [isForScreen(element) ? sheet : { ...sheet, assets: sheet.assets.map((one) => ({ ...one, needed: false })) }];
}

const isForScreen = (element: Tree.Element): boolean =>
  /^(|all|screen\b.*|\(.*|only screen\b.*)$/i.test((attribute(element, 'media') ?? '').trim());

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
  // Of a map that lies apart, as loaders of modules read one, everything hangs.
  if (tagName === 'script' && /^[a-z]+-importmap$|^importmap-shim$/.test(typeOf(element)))
    return of(attribute(element, 'src'), 'other', true);
  if (tagName === 'link') return ofLink(element, of);
  return [
    ...picturesOf(element).flatMap((name) => of(name, 'image', false)),
    ...ofIsland(element).flatMap((name) => of(name, 'script', true)),
    ...ofHandlers(element, base).flatMap((name) => of(name, 'script', true)),
  ];
}

/** The addresses of pictures that an element shows. */
function picturesOf(element: Tree.Element): (string | undefined)[] {
  const { tagName, parentNode } = element;
  const sources = readSrcset(attribute(element, 'srcset') ?? '');
  if (tagName === 'img') return [attribute(element, 'src'), ...sources];
  if (tagName === 'source')
    return parentNode && 'tagName' in parentNode && parentNode.tagName === 'picture' ? sources : [];
  if (tagName === 'image' || tagName === 'use') return [attribute(element, 'href')];
  if (tagName === 'input') return /^image$/i.test(attribute(element, 'type') ?? '') ? [attribute(element, 'src')] : [];
  return tagName === 'video' ? [attribute(element, 'poster')] : [];
}

/**
 * An island names the scripts that bring it to life in attributes of an element of its own: `<astro-island
 * component-url="/_astro/Cart.x1Y2z3A4.js">`. Where one is empty its framework says nothing, and nothing on the page works.
 */
const ofIsland = ({ tagName, attrs }: Tree.Element): string[] =>
  attrs
    .filter(({ name, value }) => tagName.includes('-') && /-url$/.test(name) && /^\S{1,500}\.m?js$/.test(value))
    .map(({ value }) => value)
    .filter((value) => namedByContent.test(value));

/**
 * What a page that is resumed names in place of the scripts that it starts with: for each event the module that handles it,
 * `on:click="q-BxT90aQz.js#s_8vKQ"`, in the folder of its container. Nothing is loaded before somebody clicks, and then nothing happens.
 */
function ofHandlers(element: Tree.Element, base: string): string[] {
  const handlers = element.attrs.filter(({ name }) => handles.test(name)).map(({ value }) => value.slice(0, 5_000));
  if (handlers.length === 0) return [];
  const folder = webAddress(containerOf(element), base) ?? base;
  const modules = handlers
    .flatMap((value) => value.split(/\s+/))
    .flatMap((part) => /^([^#]{1,300}\.m?js)#/.exec(part)?.[1] ?? []);
  return modules.flatMap((name) => webAddress(name, folder) ?? []);
}
const handles = /^(?:on(?:-document|-window)?|q-[dew]p?):/;

function containerOf(element: Tree.Element): string | undefined {
  let node: Tree.ParentNode | null = element;
  while (node && 'tagName' in node) {
    const folder = attribute(node, 'q:base');
    if (folder !== undefined) return folder;
    node = node.parentNode;
  }
  return undefined;
}

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
    const always = isSwitchedOn(element) || isForScreen(element);
    const off = attribute(element, 'disabled') !== undefined || rel.includes('alternate');
    const isCss = /^(|text\/css)$/.test(typeOf(element).split(';', 1)[0]?.trim() ?? '');
    return isCss ? of(href, 'style', always && !off) : [];
  }
  if (rel.includes('modulepreload')) return of(href, 'script', true);
  if (rel.includes('preload')) {
    const kind = preloads[(attribute(element, 'as') ?? '').toLowerCase()];
    // One that is a module is preloaded in another way, by the specification.
    const classic = kind === 'script';
    const sizes = kind === 'image' ? readSrcset(attribute(element, 'imagesrcset') ?? '') : [];
    return kind
      ? [href, ...sizes].flatMap((name) => of(name, kind, kind !== 'image')).map((asset) => ({ ...asset, classic }))
      : [];
  }
  if (rel.some((word) => /^(icon|apple-touch-icon.*|mask-icon)$/.test(word))) return of(href, 'image', false);
  return rel.includes('manifest') ? of(href, 'other', false) : [];
}
