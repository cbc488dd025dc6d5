import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listen } from '#demo/net/listen.ts';
import { troubledService } from './troubled-service.ts';

test('a service is troubled as it is told: it answers, is broken, is down, hangs, or its answer is lost', async () => {
  let asked = 0;
  const server = await listen({
    fetch: () => {
      asked += 1;
      return new Response('well');
    },
  });
  await using service = await troubledService(`http://127.0.0.1:${server.port}`);
  const patience = new AbortController();
  const ask = async () => {
    const answer = await fetch(service.url, { headers: { connection: 'close' }, signal: patience.signal });
    return `${answer.status} ${await answer.text()}`;
  };
  assert.equal(await ask(), '200 well');
  service.trouble = 'error';
  assert.equal(await ask(), '500 ');
  service.trouble = 'down';
  await assert.rejects(ask());
  assert.equal(asked, 1);
  service.trouble = 'answer-lost';
  await assert.rejects(ask());
  assert.equal(asked, 2, 'it did get there');
  service.trouble = 'hangs';
  const hanging = ask();
  patience.abort();
  await assert.rejects(hanging);
  await server.close();
});
