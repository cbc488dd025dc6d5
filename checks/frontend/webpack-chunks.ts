import { webAddress } from './asset.ts';

/** More lists of chunks than any script has; each is looked for in what stands before its end. */
const mostLists = 20;
/** What stands between two lists is short. */
const nearby = 300;

/** `[e]+".chunk.js"` behind a list: how the names of its chunks end. */
const ending = /\}\)?\[\w{1,3}\]\+(["'])([\w./-]{0,60}\.(?:m?js|css))\1/g;
/** `{12:"1a2b3c4d","settings":"5e6f7a8b"}` */
const entry = /(?:"([\w@.~/-]{1,100})"|([\w$]{1,100})):"([\w@.~/-]{1,100})"/g;
/** `"static/js/"+e+"."+`, and with other names than the ids `"static/js/"+({12:"later"}[e]||e)+"."+`. */
const byId = /(["'])([\w./-]{0,100})\1\+\w{1,3}\+(["'])([\w./-]{0,20})\3\+\(?$/;
const byName = /\}\)?\[\w{1,3}\]\|\|\w{1,3}\)\+(["'])([\w./-]{0,20})\1\+\(?$/;
const before = /(["'])([\w./-]{0,100})\1\+\({0,2}$/;
/** Of a chunk that has no style older builds list the hash of nothing, and never load it. */
const ofNothing = '31d6cfe0';

/**
 * The chunks that webpack's runtime makes the names of as it loads them: `"static/js/"+e+"."+{410:"2376f81e"}[e]+".chunk.js"`. No
 * other text of the build holds these names whole. They are only read where the build says itself where its files are.
 */
export function chunksOfWebpack(source: string, from: string): string[] {
  const folder = publicPath(source);
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
  const text = source.slice(Math.max(0, open - nearby), open);
  const [, , first = '', , dot = ''] = byId.exec(text) ?? [];
  if (dot !== '') return (id) => first + id + dot;
  const named = byName.exec(text);
  if (!named) return undefined;
  const [whole, , point = ''] = named;
  const closed = open - whole.length;
  const list = source.lastIndexOf('{', closed);
  const [, , folder] = before.exec(source.slice(Math.max(0, list - nearby), Math.max(0, list))) ?? [];
  if (list < 0 || folder === undefined) return undefined;
  const names = new Map(entriesIn(source.slice(list, closed + 1)));
  return (id) => folder + (names.get(id) ?? id) + point;
}

const entriesIn = (list: string): [id: string, value: string][] =>
  [...list.matchAll(entry)].map(([, quoted, plain, value = '']) => [quoted ?? plain ?? '', value]);

/** Where the build's files are, if it says so once and in so many words: who sets it as the page runs knows better. */
function publicPath(source: string): string | undefined {
  const said = [...source.matchAll(/\b(\w{1,3})\.p=(["'])((?:\/|https?:)[^"'\s]{0,200})\2/g)];
  const [, runtime, , folder] = said[0] ?? [];
  if (said.length !== 1 || runtime === undefined) return undefined;
  return source.split(`${runtime}.p=`).length === 2 ? folder : undefined;
}
