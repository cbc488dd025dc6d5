import assert from 'node:assert/strict';
import { send } from './http.ts';
import { world } from './world.ts';

/** The pages as HTML, every asset they lead to, how long the index is cached, and its release. */
export async function lookAtFrontend(): Promise<void> {
  for (const path of ['/', '/discover']) assert.match((await send(world.app + path)).body.toString(), /<script|<body/i);
  await lookAtAssets();
  const cached = await send(world.app);
  assert.match(String(cached.headers['cache-control']), /no-cache|no-store|max-age=\d{1,2}\b/);
  const release = await send(world.app);
  assert.match(release.body.toString(), /-[\w-]{6,}\.js/);
}

async function lookAtAssets(): Promise<void> {
  const index = (await send(world.app)).body.toString();
  const missing = await send(`${world.app}/assets/plain-${crypto.randomUUID()}.js`);
  const waiting = new Set([...index.matchAll(/(?:src|href)="(\/[^"]+\.\w+)"/g)].map(([, path = '']) => path));
  // A set hands out what is added to it while it is walked through.
  for (const path of waiting) {
    const { status, body } = await send(world.app + path);
    assert.equal(status, 200);
    assert.notDeepEqual(body, missing.body);
    if (/\.(js|css)$/.test(path)) for (const named of namedIn(body.toString())) waiting.add(named);
  }
}

/** Chunks that a script loads later, and fonts that a style sheet names. */
function namedIn(text: string): string[] {
  const names = text.matchAll(/["'`(](?:\.\/|\/?assets\/)([\w.-]+-[\w-]{6,}\.(?:js|css|woff2))["'`)]/g);
  return [...names].map(([, name]) => `/assets/${name}`);
}
