import assert from 'node:assert/strict';
import { imageSize } from 'image-size';
import { me, type Session } from './auth.ts';
import { send } from './http.ts';
import { world } from './world.ts';

const isSigned = (url: string) => url.includes('X-Amz-Signature');

/** Every image of the user and of the site, what the frontend may read, and what nobody may. */
export async function lookAtImages({ bearer }: Session): Promise<void> {
  for (const url of await imagesOf(bearer)) await lookAtImage(url);
  for (const url of world.publicPhotos) await lookAtImage(url);
  for (const url of (await imagesOf(bearer)).filter((one) => !isSigned(one))) {
    const { headers } = await send(url, { headers: { origin: world.app } });
    assert.ok([world.app, '*'].includes(String(headers['access-control-allow-origin'])));
  }
  assert.equal((await send(world.privatePhoto)).status, 403);
  for (const url of (await imagesOf(bearer)).filter(isSigned)) assert.equal((await send(forged(url))).status, 403);
}

async function imagesOf(bearer: Session['bearer']): Promise<string[]> {
  const { profilePicture, photos } = await me(bearer);
  return [...new Set<string>([profilePicture, photos].flat())];
}

async function lookAtImage(url: string): Promise<void> {
  const { status, body } = await send(url);
  assert.equal(status, 200);
  assert.ok(imageSize(body).width > 0);
}

const forged = (url: string) => url.replace(/(?<=X-Amz-Signature=\w+)\w(?!\w)/, (last) => (last === '0' ? '1' : '0'));
