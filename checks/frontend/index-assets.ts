import { htmlLibrary } from '#fixtures/runtime/libraries.ts';

/** What kind of body an asset must have. */
export type AssetKind = 'script' | 'style' | 'font' | 'image' | 'other';

export interface Asset {
  url: string;
  kind: AssetKind;
}

const kindByEnding: Record<string, AssetKind> = {
  js: 'script',
  mjs: 'script',
  css: 'style',
  woff: 'font',
  woff2: 'font',
  ttf: 'font',
  otf: 'font',
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  webp: 'image',
  gif: 'image',
  avif: 'image',
  svg: 'image',
  ico: 'image',
};

const types: Record<AssetKind, RegExp> = {
  script: /javascript|ecmascript/,
  style: /^text\/css$/,
  font: /^font\/|font-(woff2?|ttf|otf)|octet-stream/,
  image: /^image\//,
  other: /./,
};

/** Whether a media type fits the kind of an asset. */
export const fitsKind = (type: string, kind: AssetKind): boolean => types[kind].test(type);

/** Every asset that a page names: scripts, styles, preloads, icons, images. */
export function assetsOfHtml(html: string, base: string): Asset[] {
  const root = htmlLibrary().parse(html);
  const named = [
    ...root.querySelectorAll('script[src], img[src], source[src]').map((element) => element.getAttribute('src')),
    ...root
      .querySelectorAll('link[href]')
      .filter((element) => /stylesheet|preload|icon|manifest/.test(element.getAttribute('rel') ?? ''))
      .map((element) => element.getAttribute('href')),
  ];
  return assets(named, base);
}

/** Fonts and images that a style sheet names, and chunks that a bundle loads later. */
export function assetsInside(text: string, { url, kind }: Asset): Asset[] {
  if (kind === 'style')
    return assets(
      [...text.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)].map(([, name]) => name),
      url,
    );
  if (kind !== 'script') return [];
  const chunks = [...text.matchAll(/["'`](\.{0,2}\/?(?:[\w-]+\/)*[\w.-]+-[\w-]{6,}\.(?:js|css))["'`]/g)].map(
    ([, name]) => name,
  );
  return assets(
    chunks.map((name) => resolveChunk(name ?? '', url)),
    url,
  );
}

/** Bundlers name chunks from the importing file (`./x.js`), the site's root (`assets/x.js`) or absolutely. */
function resolveChunk(name: string, from: string): string {
  return name.startsWith('.') || name.startsWith('/')
    ? new URL(name, from).href
    : new URL(name, new URL('/', from)).href;
}

function assets(names: readonly (string | undefined)[], base: string): Asset[] {
  const urls = names
    .filter((name) => name && !name.startsWith('data:') && !name.startsWith('#'))
    .flatMap((name) => URL.parse(name ?? '', base)?.href ?? []);
  return [...new Set(urls)].map((url) => ({
    url,
    kind: kindByEnding[/\.(\w+)(?:\?.*)?$/.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? ''] ?? 'other',
  }));
}
