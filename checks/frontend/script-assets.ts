import { scriptLibrary } from '#fixtures/runtime/libraries.ts';
import { type Asset, kindOfImport, mostNamed, namedByContent, webAddress } from './asset.ts';
import { type ImportMap, noImports, resolveImport } from './import-map.ts';
import { namedByRoutes } from './route-manifest.ts';
import { namedBySystem } from './system-modules.ts';
import { chunksOfWebpack } from './webpack-chunks.ts';

// A few milliseconds; without WebAssembly the first script would take fifty.
const { init, parse } = scriptLibrary();
await init;

/** Longer scripts are read up to here. */
const longest = 8_000_000;

/**
 * What a script imports at once, and what it may load later.
 *
 * @param classic it is no module, and neither are the chunks that it lists.
 */
export function readScript(text: string, url: string, map: ImportMap = noImports, classic = false): Asset[] {
  const source = text.slice(0, longest);
  const made = chunksOfWebpack(source, url).map((name) => laterOf(name));
  const chunks = [...listed(source, url), ...made].map((asset) => ({ ...asset, classic }));
  return [...imported(source, url, map), ...namedBySystem(source, url, map), ...chunks, ...ofRoutes(source, url)].slice(
    0,
    mostNamed,
  );
}

function imported(source: string, from: string, map: ImportMap): Asset[] {
  return importsOf(source)
    .slice(0, mostNamed)
    .flatMap(({ type, specifier }) => {
      const url = typeof specifier === 'string' ? resolveImport(specifier, from, map) : undefined;
      return url ? [{ url, kind: kindOfImport(url), needed: true, lazy: type === 'dynamic' }] : [];
    });
}

/** A script that cannot be read has no imports that are known: what is wrong with it shows in the browser. */
function importsOf(source: string) {
  try {
    return parse(source)[0];
  } catch {
    return [];
  }
}

const laterOf = (url: string): Asset => ({ url, kind: kindOfImport(url), needed: true, lazy: true });

function ofRoutes(source: string, from: string): Asset[] {
  const { modules, whole } = namedByRoutes(source, from);
  return [...modules.map(laterOf), ...whole.map((url) => ({ ...laterOf(url), needed: false }))];
}

/** A short text in quotes that ends like a script or a style sheet. */
const quoted = /(["'])([\w@~./+-]{5,200}\.(?:m?js|css))\1/g;

/**
 * The chunks that a bundler lists for later: `["assets/a-1b2c3d4e.js", "assets/a-5f6a7b8c.css"]`. Only names with a hash
 * of their contents, only in a list, and only where they can be resolved: any other text that looks like a file may be
 * one, such as the name of a service worker.
 */
function listed(source: string, from: string): Asset[] {
  const assets: Asset[] = [];
  const folders = new Map<string, string | undefined>();
  for (const { 0: whole, 2: name = '', index } of source.matchAll(quoted)) {
    if (assets.length >= mostNamed) break;
    if (!namedByContent.test(name) || !standsInList(source, index, whole.length)) continue;
    const [folder = ''] = name.split('/');
    if (!folders.has(folder) && folders.size < mostFolders) folders.set(folder, wayTo(folder, source));
    const url = resolveListed(name, from, folders.get(folder));
    if (url) assets.push(laterOf(url));
  }
  return assets;
}

/** Between `[` or `,` and `,` or `]`, and so no argument alone: `register("sw-1a2b3c4d.js")`. */
function standsInList(source: string, at: number, length: number): boolean {
  const before = source
    .slice(Math.max(0, at - 3), at)
    .trimEnd()
    .at(-1);
  const after = source
    .slice(at + length, at + length + 3)
    .trimStart()
    .at(0);
  return before !== undefined && '[,'.includes(before) && after !== undefined && ',]'.includes(after);
}

/** The way that a script itself goes to a folder, by what it imports from there: `../` in `import("../assets/x.js")`. */
const wayTo = (folder: string, source: string): string | undefined =>
  /^[\w@~+-]+$/.test(folder)
    ? new RegExp(`["'\`]((?:\\.{1,2}/){1,5})${folder.replace('+', '\\+')}/`).exec(source)?.[1]
    : undefined;
const mostFolders = 10;

/**
 * A bundler lists chunks from the folder that it was told to build for: `assets/x.js` in `/shop/assets/main.js` is
 * `/shop/assets/x.js`. A script that lies beside that folder, as the entry of a micro-frontend does, says by its own imports
 * where it is. Undefined where nothing says so.
 */
function resolveListed(name: string, from: string, way?: string): string | undefined {
  if (/^\.{0,2}\//.test(name)) return webAddress(name, from);
  const [folder = '', ...rest] = name.split('/');
  if (rest.length === 0) return undefined;
  const { pathname } = new URL(from);
  const at = pathname.lastIndexOf(`/${folder}/`);
  if (at >= 0) return webAddress(pathname.slice(0, at + 1) + name, from);
  return way === undefined ? undefined : webAddress(way + name, from);
}
