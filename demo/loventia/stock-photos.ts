import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { S3 } from '../s3/stand-in.ts';
import type { User } from './api/user-store.ts';
import { privateBucket, publicBucket } from './photo-storage.ts';

const types: Record<string, string> = { '.jpg': 'image/jpeg', '.png': 'image/png', '.webp': 'image/webp' };

/** Puts everybody's photos into the bucket they are served from. */
export async function stockPhotos(s3: Pick<S3, 'put'>, users: readonly User[]): Promise<void> {
  const keysOf = (photos: (user: User) => readonly string[]) => [...new Set(users.flatMap(photos))];
  const upload = async (bucket: string, key: string) => {
    const body = await readFile(new URL(`photos/${key}`, import.meta.url));
    s3.put(bucket, key, body, { 'content-type': types[extname(key)] ?? 'application/octet-stream' });
  };
  await Promise.all([
    ...keysOf((user) => user.publicPhotos).map((key) => upload(publicBucket, key)),
    ...keysOf((user) => user.privatePhotos).map((key) => upload(privateBucket, key)),
  ]);
}
