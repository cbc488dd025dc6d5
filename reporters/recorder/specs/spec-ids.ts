import { createHash } from 'node:crypto';

/** What the id of a spec's claim is made of. */
export interface SpecName {
  layer: string;
  /** Its file, relative to the target's. */
  file: string;
  /** The titles of its describe blocks, from the outside, and its own. */
  titles: readonly string[];
}

/** So long may each half of an id be, in characters: it stands in lines of a terminal and in names of metrics. */
const longest = 60;

/**
 * The ids of specs, in their order: `frontend/e2e-cart-spec:guest.adds-an-item` for `adds an item` in `guest` of
 * `e2e/cart.spec.ts`, so that `--check frontend/e2e-cart-spec` is the whole file. An id stays as long as file and titles do.
 * Where a title cannot be told by letters and digits of ASCII, and where titles differ in nothing else, a few digits of its
 * hash follow.
 */
export function specIds(names: readonly SpecName[]): string[] {
  const plain = names.map(plainId);
  return names.map((name, at) => {
    const id = plain[at] ?? '';
    const isShared = plain.indexOf(id) !== plain.lastIndexOf(id);
    return isShared ? `${id}-${hashOf(name)}` : id;
  });
}

function plainId(name: SpecName): string {
  const file = words(name.file.replace(/\.[cm]?[jt]sx?$/, ''));
  const titles = name.titles.map(words);
  const isTold = titles.every(({ isWhole }) => isWhole);
  const told = titles
    .map(({ text }) => text)
    .filter(Boolean)
    .join('.');
  const hash = isTold && told.length <= longest ? [] : [hashOf(name)];
  const claim = file.isWhole && file.text.length <= longest ? file.text : `${cut(file.text)}-${hashOf(name.file)}`;
  return `${name.layer}/${claim.replace(/^-/, '')}:${[cut(told), ...hash].filter(Boolean).join('-')}`;
}

const cut = (text: string) => text.slice(0, longest).replace(/[.-]+$/, '');

/** A text in small letters of ASCII, digits and dashes, and whether all of its letters and digits are in there. */
function words(text: string): { text: string; isWhole: boolean } {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const isWhole = !/[\p{L}\p{N}]/u.test(plain.replaceAll(/[a-z0-9]/g, '')) && /[a-z0-9]/.test(plain);
  return { text: plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, ''), isWhole };
}

const hashOf = (named: unknown) => createHash('sha256').update(JSON.stringify(named)).digest('hex').slice(0, 6);
