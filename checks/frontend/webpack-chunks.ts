import { webAddress } from './asset.ts';

/** More lists of chunks than any script has; each is looked for in what stands before its end. */
const mostLists = 20;
/** What stands between two lists is short. */
const nearby = 300;

/** `[e]+".chunk.js"` behind a list: how the names of its chunks end. */
const ending = /\}\)?\[\w{1,3}\]\+(["'])([\w./-]{0,60}\.(?:m?js|css))\1/g;
/** `{12:"1a2b3c4d","settings":"5e6f7a8b"}` */
const entry = /(?:"([\w@.~/-]{1,100})"|([\w$]{1,100})):"([\w@.~/-]{1,100})"/g;
/** `+"."+` before the list. */
const point = /\+(["'])([\w./-]{0,20})\1\+\(?$/;
/** How the id of a chunk stands there: as it is, `({12:"later"}[e]||e)`, and where one alone has a name `(12===e?"later":e)`. */
const byId = /(?:^|[^\w$.])(\w{1,3})$/;
const byName = /\}\)?\[\w{1,3}\]\|\|\w{1,3}\)$/;
const byOneName = /\((?:"([\w@.~/-]{1,100})"|(\d{1,9}))===\w{1,3}\?"([\w@.~/-]{1,100})":\w{1,3}\)$/;
/** What a name begins with: `"static/js/"+`, or nothing where it is all that a function gives back. */
const folderBefore = /(["'])([\w./-]{0,100})\1\+\({0,2}$/;
const nothingBefore = /(?:=>|\breturn\b|[({,;])\s?\({0,2}$/;
/** Of a chunk that has no style older builds list the hash of nothing, and never load it. */
const ofNothing = '31d6cfe0';

/**
 * The chunks that webpack's runtime makes the names of as it loads them: `"static/js/"+e+"."+{410:"2376f81e"}[e]+".chunk.js"`. No
 * other text of the build holds these names whole. They are only read where the build says itself where its files are.
 */
export function chunksOfWebpack(source: string, from: string): string[] {
  const folder = publicPath(source, from);
  if (folder === undefined) return [];
  const names: string[] = [];
  let lists = 0;
  for (const { 2: end = '', index } of source.matchAll(ending)) {
    lists += 1;
    if (lists > mostLists) break;
    const open = source.lastIndexOf('{', index);
    const begin = open < 0 ? undefined : beginningOf(source, open);
    if (begin) for (const [id, hash] of entriesIn(source.slice(open, index + 1))) names.push(begin(id) + hash + end);
  }
  return names.filter((name) => !name.includes(ofNothing)).flatMap((name) => webAddress(folder + name, from) ?? []);
}

/** How a name begins, by the id of its chunk, as it stands before the list of hashes that opens here. */
function beginningOf(source: string, open: number): ((id: string) => string) | undefined {
  const [dotted = '', , dot = ''] = point.exec(source.slice(Math.max(0, open - nearby), open)) ?? [];
  if (dot === '') return undefined;
  const chunk = idEndingAt(source, open - dotted.length);
  if (!chunk) return undefined;
  const folder = folderEndingAt(source, chunk.at);
  return folder === undefined ? undefined : (id) => folder + chunk.nameOf(id) + dot;
}

/** Where the id of a chunk begins that ends here, and the name that stands for one; undefined where something else stands there. */
function idEndingAt(source: string, end: number): { at: number; nameOf: (id: string) => string } | undefined {
  const text = source.slice(Math.max(0, end - nearby), end);
  const one = byOneName.exec(text);
  if (one) {
    const [whole, quoted, figures, name = ''] = one;
    return { at: end - whole.length, nameOf: (id) => (id === (quoted ?? figures) ? name : id) };
  }
  const [, plain] = byId.exec(text) ?? [];
  if (plain !== undefined) return { at: end - plain.length, nameOf: (id) => id };
  const [named] = byName.exec(text) ?? [];
  const at = named === undefined ? -1 : source.lastIndexOf('{', end - named.length);
  if (at < 0) return undefined;
  const names = new Map(entriesIn(source.slice(at, end)));
  return { at, nameOf: (id) => names.get(id) ?? id };
}

/** The folder that a name begins with, as it stands before this place; undefined where something else stands there. */
function folderEndingAt(source: string, at: number): string | undefined {
  const text = source.slice(Math.max(0, at - nearby), at);
  const [, , folder] = folderBefore.exec(text) ?? [];
  return folder ?? (nothingBefore.test(text) ? '' : undefined);
}

const entriesIn = (list: string): [id: string, value: string][] =>
  [...list.matchAll(entry)].map(([, quoted, plain, value = '']) => [quoted ?? plain ?? '', value]);

/** Where the build's files are, if it says so once and in so many words: who sets it as the page runs knows better. */
function publicPath(source: string, from: string): string | undefined {
  const said = [...source.matchAll(saidPath)];
  const [, runtime, , folder, up = ''] = said[0] ?? [];
  if (said.length !== 1 || runtime === undefined || source.split(`${runtime}.p=`).length !== 2) return undefined;
  if (folder !== undefined) return folder;
  return source.includes(automatic) ? new URL(`./${up}`, from).href : undefined;
}

/** In so many words; or by where the script itself was loaded from, and what leads from its folder to that of the build. */
const saidPath =
  /\b(\w{1,3})\.p=(?:(["'])((?:\/|https?:)[^"'\s]{0,200})\2|\w{1,3}(?:\.replace\([^\n]{1,60}?\)){0,5}(?:\+["']((?:\.\.\/){1,9})["'])?[})])/g;
const automatic = 'Automatic publicPath is not supported';
