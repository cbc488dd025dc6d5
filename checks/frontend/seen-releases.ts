import { z } from 'zod';
import { keptFile } from '#store/kept-file.ts';
import type { Store } from '#store/store.ts';
import { readPage } from './html-assets.ts';

const indexSchema = z.object({
  /** The hashed names in the index: its release. */
  release: z.string(),
  /** Every asset of it, by path on the frontend's host or by address elsewhere. */
  assets: z.array(z.string()),
  /** It was drawn with style sheets of its own or of files. */
  styled: z.boolean().optional(),
  /** It ran scripts. */
  scripted: z.boolean().optional(),
});
const memorySchema = z.object({
  current: indexSchema,
  previous: indexSchema.optional(),
  /** When `current` was first served, ISO instant. */
  since: z.string(),
});
/** The index that a run saw. */
export type SeenIndex = z.infer<typeof indexSchema>;
/** What earlier runs saw: the index of now and the one before it. */
export type ReleaseMemory = z.infer<typeof memorySchema>;

const file = keptFile('frontend/index.json', memorySchema);

/** What earlier runs saw; undefined on the first. */
export const recallIndex = (store: Store): Promise<ReleaseMemory | undefined> => file.recall(store);

/**
 * The index that was served before the one that is served now; undefined where none other was seen. Just after a deploy that is
 * what earlier runs took for the current one: of the one before that nobody promises anything any more.
 */
export const indexBefore = ({ current, previous }: ReleaseMemory, served: string): SeenIndex | undefined =>
  current.release === served ? previous : current;

/** Remembers the index of now; when it is a new one, what was current becomes the previous. */
export async function rememberIndex(store: Store, seen: SeenIndex): Promise<void> {
  const memory = await recallIndex(store);
  if (memory?.current.release === seen.release && memory.current.styled !== undefined) return;
  if (memory?.current.release === seen.release) return writeMemory(store, { ...memory, current: seen });
  await writeMemory(store, { current: seen, previous: memory?.current, since: new Date().toISOString() });
}

/** Writes down what was served, for example by the demo, which plays a deploy just before. */
export const writeMemory = (
  store: Store,
  { current, previous, since }: Omit<ReleaseMemory, 'previous'> & { previous?: SeenIndex | undefined },
): Promise<void> => file.remember(store, { current, since, ...(previous && { previous }) });

/** The release of an index: the hashed names of its scripts and styles. */
export function releaseOfIndex(html: string, base: string): string {
  const { assets } = readPage(html, base);
  const names = assets.map(({ url }) => new URL(url).pathname.split('/').at(-1) ?? '');
  return names.filter((one) => /[-.][\w-]{6,}\.(js|css)$/.test(one)).join(' ');
}
