import type { Store } from './store.ts';

/** So many are kept for a person to look at, the newest of them. */
const mostAside = 20;
const suffix = /\.bad-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z)$/;

/** Puts a file away that cannot be used, and the oldest of those that lie there already out of the world. */
export async function setAside(store: Store, name: string, now: Date): Promise<void> {
  await store.move(name, `${name}.bad-${now.toISOString().replaceAll(':', '-')}`);
  const all = await asideNames(store);
  const oldFirst = all.toSorted((a, b) => timeOf(a).localeCompare(timeOf(b)));
  for (const old of oldFirst.slice(0, -mostAside)) await store.remove(old);
}

/** The names of files that were set aside since that instant. */
export async function asideSince(store: Store, since: Date): Promise<string[]> {
  const start = since.toISOString().replaceAll(':', '-');
  return (await asideNames(store)).filter((name) => timeOf(name) >= start);
}

const asideNames = async (store: Store) => (await store.list('')).filter((name) => suffix.test(name));

const timeOf = (name: string) => suffix.exec(name)?.[1] ?? '';
