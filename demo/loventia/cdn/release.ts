import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getMimeType } from 'hono/utils/mime';

/** An object as the bucket holds it. */
export interface StoredFile {
  body: Buffer;
  contentType: string;
  /** Quoted MD5 of the body, as S3 makes it for an upload in one part. */
  etag: string;
}

/** One built release of the app, read into memory. Paths start with a slash. */
export interface Release {
  /** index.html before the API's address is written into it. */
  index: string;
  files: ReadonlyMap<string, StoredFile>;
  /** The script index.html loads. */
  entry: string;
  /** The code of one page, loaded when a browser goes there. */
  lazy: string;
}

interface ManifestChunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
}

/** Reads what `buildWeb` wrote. Rejects when the folder is not a build of the app. */
export async function readRelease(dir: string): Promise<Release> {
  const manifest: Record<string, ManifestChunk> = JSON.parse(await readFile(join(dir, '.vite/manifest.json'), 'utf8'));
  const chunks = Object.values(manifest);
  const files = new Map<string, StoredFile>();
  for await (const file of glob('assets/*', { cwd: dir })) {
    files.set(`/${file}`, store(await readFile(join(dir, file)), getMimeType(file)));
  }
  return {
    index: await readFile(join(dir, 'index.html'), 'utf8'),
    files,
    entry: pathOf(chunks.find((chunk) => chunk.isEntry)),
    lazy: pathOf(chunks.find((chunk) => chunk.isDynamicEntry)),
  };
}

export function store(content: Buffer | string, contentType = 'application/octet-stream'): StoredFile {
  const body = Buffer.from(content);
  return { body, contentType, etag: `"${createHash('md5').update(body).digest('hex')}"` };
}

function pathOf(chunk: ManifestChunk | undefined): string {
  if (!chunk) throw new Error('the manifest names no such chunk; build the app again');
  return `/${chunk.file}`;
}
