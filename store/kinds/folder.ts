import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { appendAtOnce } from '#record/append-at-once.ts';
import { readAtOnce } from '#record/read-at-once.ts';
import { machineLeases } from '../lease.ts';
import { checkName, isName, type Store, type StoreKind } from '../store.ts';

/** Texts on their way to their name; a segment that begins with a dot is no name of the store. */
const writing = '.writing';
const [fileMode, folderMode] = [0o600, 0o700];

/** A store in a folder of this machine, created when it is first written to. Only the owner can read the files. */
export function folderStore(root: string): Store {
  const place = (name: string) => join(root, checkName(name));
  return {
    read: (name) => readAtOnce(place(name)).catch(unlessAbsent(undefined)),
    async write(name, text) {
      const to = await folderOf(place(name));
      const from = await folderOf(join(root, writing, crypto.randomUUID()));
      await writeFile(from, text, { mode: fileMode, flag: 'wx' });
      await rename(from, to);
    },
    async append(name, text) {
      await appendAtOnce(await folderOf(place(name)), text, fileMode);
    },
    async list(prefix) {
      const folder = prefix.includes('/') ? place(dirname(`${prefix}-`)) : root;
      const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(unlessAbsent([]));
      const names = found.filter((entry) => entry.isFile()).map((entry) => nameOf(root, entry));
      return names.filter((name) => name.startsWith(prefix) && isName(name)).toSorted();
    },
    remove: (name) => rm(place(name), { force: true }),
    async move(from, to) {
      const [source, destination] = [place(from), await folderOf(place(to))];
      return rename(source, destination).then(() => true, unlessAbsent(false));
    },
  };
}

/** The same file, in a folder that is sure to exist. */
async function folderOf(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: folderMode });
  return file;
}

const nameOf = (root: string, { parentPath, name }: { parentPath: string; name: string }) =>
  relative(root, join(parentPath, name)).split(sep).join('/');

const unlessAbsent =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };

const scheme = /^[a-z][a-z\d+.-]+:\/\//i;

/** Any path that is not the address of something else. */
export const folderKind: StoreKind = {
  form: 'the path of a folder',
  takes: (place) => !scheme.test(place),
  open: (place, name) => folderStore(join(place, name)),
  leases: (_place, _name, system) => machineLeases(system),
};
