import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { matchIncidents } from '#diagnosis/match-incidents.ts';
import { openNetwork, serve, serveRaw, type TestNetwork } from '#fixtures/http/network-for-test.ts';
import { ProbeError, probe } from '#fixtures/http/probe.ts';
import { aFailure } from '#record/samples/sample-check.ts';
import { type ImageFinding, judgeImage, mostBroken } from './image-finding.ts';
import { imageIncidents } from './incidents.ts';

const hostname = 'images.shop.test';
const photo = readFileSync(new URL('../../demo/loventia/photos/saga.webp', import.meta.url));
const xml = (code: string, message: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;

let network: TestNetwork;
before(async () => {
  network = await openNetwork(hostname);
});
after(() => network[Symbol.asyncDispose]());

/** How a real answer for one image is judged. */
async function judged(answer: () => Response, timeoutMs = 2_000): Promise<ImageFinding | undefined> {
  await using server = await serve(answer);
  return await judgedAt(server.port, timeoutMs);
}

async function judgedAt(port: number, timeoutMs = 2_000): Promise<ImageFinding | undefined> {
  const asked = probe({ url: `http://${hostname}:${port}/saga.webp`, timeoutMs }, network);
  const answer = await asked.catch((error: unknown) => {
    if (error instanceof ProbeError) return error;
    throw error;
  });
  return judgeImage('saga.webp', answer, 500);
}

/** What a profile means in which so many of five images are broken in this way. */
function meaning(found: ImageFinding | undefined, count = 1): string[] {
  assert.ok(found);
  const lead = mostBroken(Array<ImageFinding>(count).fill(found), 5);
  assert.ok(lead);
  const failed = aFailure('images/profile', lead.class ?? lead.code.class);
  assert.ok(failed.failure);
  Object.assign(failed.failure, { code: lead.code.id, facts: lead.facts });
  return matchIncidents(failed, [failed], imageIncidents).map(({ id }) => id);
}

const refusals: [status: number, code: string, message: string, as: string, incident: string][] = [
  [403, 'AccessDenied', 'Access Denied', 'image-denied', 'image-403'],
  [404, 'NoSuchKey', 'The specified key does not exist.', 'image-missing', 'image-404'],
  [403, 'AccessDenied', 'Request has expired', 'image-link-expired', 'image-expired'],
  [400, 'ExpiredToken', 'The provided token has expired.', 'image-link-expired', 'image-expired'],
  [503, 'SlowDown', 'Please reduce your request rate.', 'image-not-served', 'other-image'],
];

describe('an image', () => {
  test('that is whole has no finding', async () => {
    assert.equal(await judged(() => new Response(photo, { headers: { 'content-type': 'image/webp' } })), undefined);
  });

  for (const [status, code, message, as, incident] of refusals) {
    test(`that storage answers with ${status} ${code}, "${message}", is ${as}`, async () => {
      const type = { 'content-type': 'application/xml' };
      const found = await judged(() => new Response(xml(code, message), { status, headers: type }));
      assert.equal(found?.code.id, as);
      assert.deepEqual(found.facts, { name: 'saga.webp', status, errorCode: code });
      assert.deepEqual(meaning(found), [incident]);
    });
  }

  test('that is an error page sold as a picture is unreadable, and says by what', async () => {
    const body = xml('InternalError', 'We encountered an internal error.'.repeat(20));
    const found = await judged(() => new Response(body, { headers: { 'content-type': 'image/jpeg' } }));
    assert.deepEqual([found?.code.id, found?.facts.problem], ['image-unreadable', 'not-an-image']);
    assert.deepEqual(meaning(found), ['image-corrupt']);
    const lead = mostBroken([found ?? assert.fail()], 5);
    assert.equal(
      lead?.code.message(lead.facts),
      '1 of 5 images broken: saga.webp says image/jpeg, but its bytes are no image: "<?xml version=\\"1.0\\" enco"',
    );
  });

  test('that is never answered comes too late; where nothing listens it is not reached', async () => {
    await using silent = await serveRaw((socket) => socket.resume());
    const late = await judgedAt(silent.port, 200);
    assert.deepEqual([late?.code.id, late?.class, late?.facts.phase], ['image-timeout', 'timeout', 'request']);
    assert.equal(late?.facts.errorCode, undefined);
    assert.deepEqual(meaning(late), ['image-slow']);
    const { port, ...closed } = await serveRaw(() => undefined);
    await closed[Symbol.asyncDispose]();
    const refused = await judgedAt(port);
    assert.deepEqual([refused?.code.id, refused?.facts.errorCode], ['image-unreachable', 'ECONNREFUSED']);
    assert.deepEqual(meaning(refused), ['other-tcp']);
  });

  test('that breaks off before its length is broken itself: the way to it stood', async () => {
    const half = 'HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 100\r\n\r\nhalf';
    await using server = await serveRaw((socket) => socket.once('data', () => socket.end(half)));
    const found = await judgedAt(server.port);
    assert.deepEqual(
      [found?.code.id, found?.class, found?.facts.problem],
      ['image-unreadable', undefined, 'breaks-off'],
    );
    assert.deepEqual(meaning(found), ['image-corrupt']);
  });

  test('that the edge refuses to the probe says nothing of the image', async () => {
    const page = { status: 403, headers: { 'content-type': 'text/html', server: 'CloudFront' } };
    const found = await judged(() => new Response('<h1>Request blocked</h1>', page));
    assert.equal(found?.code.id, 'edge-blocked');
  });
});

test('one denied image is not told as all of them, nor all as one', async () => {
  const denied = await judged(() => new Response(xml('AccessDenied', 'Access Denied'), { status: 403 }));
  const missing = await judged(() => new Response(xml('NoSuchKey', 'none'), { status: 404 }));
  assert.deepEqual([meaning(denied, 1), meaning(denied, 5)], [['image-403'], ['images-denied']]);
  assert.deepEqual([meaning(missing, 4), meaning(missing, 5)], [['image-404'], ['images-missing']]);
});

test('of images that are broken in several ways the way of most is told, with its own count', async () => {
  const denied = await judged(() => new Response('', { status: 403 }));
  const missing = await judged(() => new Response('', { status: 404 }));
  assert.ok(denied && missing);
  const lead = mostBroken([denied, missing, missing], 5);
  assert.deepEqual([lead?.code.id, lead?.facts.count, lead?.facts.total], ['image-missing', 2, 5]);
});

test('the only image that was looked at says nothing of the others', async () => {
  const denied = await judged(() => new Response('', { status: 403 }));
  assert.equal(mostBroken([denied ?? assert.fail()], 1)?.facts.extent, 'some');
});

test('every step says what it may show and where that leads', () => {
  for (const { id, steps } of imageIncidents)
    for (const { text, expect } of steps) assert.match(expect ?? '', / -> /, `${id}: ${text}`);
});
