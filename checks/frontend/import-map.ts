import { parsedJson } from '#record/parsed-json.ts';
import { webAddress } from './asset.ts';

type Entries = ReadonlyMap<string, string>;

/** Where the names lead that modules import by, such as `react`. https://html.spec.whatwg.org/#import-maps */
export interface ImportMap {
  /** By name, or by how it begins; each as an absolute address. */
  imports: Entries;
  /** What holds for modules at an address, or below it, before the rest: the nearest first. */
  scopes: readonly (readonly [of: string, Entries])[];
}

export const noImports: ImportMap = { imports: new Map(), scopes: [] };

/** Reads what stands in the import maps of a page; of one that is no JSON a browser says so in its console and passes over it. */
export function readImportMaps(maps: readonly { text: string; base: string }[]): ImportMap {
  const read = maps.map(({ text, base }) => ({ base, said: Object(parsedJson(text)) as Record<string, unknown> }));
  const scopes = read.flatMap(({ base, said }) =>
    Object.entries(Object(said['scopes'])).flatMap(([of, names]) => {
      const scope = webAddress(of, base);
      return scope ? [[scope, new Map(entriesOf(names, base))] as const] : [];
    }),
  );
  return {
    imports: new Map(read.flatMap(({ base, said }) => entriesOf(said['imports'], base))),
    scopes: scopes.toSorted(([a], [b]) => b.length - a.length),
  };
}

function entriesOf(names: unknown, base: string): (readonly [string, string])[] {
  return Object.entries(Object(names)).flatMap(([name, to]) => {
    const url = typeof to === 'string' ? webAddress(to, base) : undefined;
    const key = isAddress(name) ? webAddress(name, base) : name;
    return url && key ? [[key, url] as const] : [];
  });
}

const isAddress = (name: string) => /^(\.{0,2}\/|https?:)/.test(name);

/** As a browser resolves what a module names. A bare name that no map knows leads nowhere. */
export function resolveImport(name: string, from: string, { imports, scopes }: ImportMap): string | undefined {
  const url = isAddress(name) ? webAddress(name, from) : undefined;
  const known = scopes.filter(([of]) => of === from || (of.endsWith('/') && from.startsWith(of))).map(([, one]) => one);
  for (const entries of [...known, imports]) {
    const found = mapped(url ?? name, entries);
    if (found) return found;
  }
  return url;
}

function mapped(name: string, entries: Entries): string | undefined {
  const whole = entries.get(name);
  if (whole) return whole;
  const [prefix] = [...entries.keys()]
    .filter((key) => key.endsWith('/') && name.startsWith(key))
    .toSorted((a, b) => b.length - a.length);
  return prefix === undefined ? undefined : webAddress(name.slice(prefix.length), entries.get(prefix) ?? '');
}
