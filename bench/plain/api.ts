import assert from 'node:assert/strict';
import { jsonOf, send } from './http.ts';
import { world } from './world.ts';

/** Alive, ready, of a release, with the right time, and so on twenty fresh connections. */
export async function lookAtApi(): Promise<void> {
  const health = await send(`${world.api}/health`);
  assert.equal(health.body.toString().trim(), 'OK');
  const ready = await send(`${world.api}/ready`);
  assert.ok(Object.values(jsonOf(ready).checks).every((state) => state === 'ok'));
  const version = await send(`${world.api}/api/healthz`);
  assert.match(jsonOf(version).version, /\S/);
  const clock = await send(`${world.api}/health`);
  assert.ok(Math.abs(Date.parse(String(clock.headers['date'])) - Date.now()) < 30_000);
  for (let at = 0; at < 20; at += 1) assert.equal((await send(`${world.api}/health`)).status, 200);
}
