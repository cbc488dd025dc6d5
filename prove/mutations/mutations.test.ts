import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CleanAnswer, Mutation } from '../answer.ts';
import { ofBody } from './of-body.ts';
import { ofFields } from './of-fields.ts';
import { ofHeaders } from './of-headers.ts';
import { ofStatus } from './of-status.ts';
import { ofClock, ofPace } from './of-time.ts';

const url = new URL('https://api.shop.test/me');
const date = 'Sat, 21 Nov 2026 08:00:00 GMT';
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (exp: number) => `${encode({ alg: 'HS256' })}.${encode({ sub: 'u', iat: exp - 60, exp })}.sig`;
const signed = (day: string) => `https://s3.test/a.png?X-Amz-Date=${day}T080000Z&X-Amz-Signature=ab`;
const value = { user: { email: 'a@b.example', age: 7 }, photos: ['one', 'two', 'three'], token: token(1_900_000_000) };

const json = (body: unknown, more: Partial<CleanAnswer> = {}): CleanAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', date },
  body: Buffer.from(JSON.stringify(body)),
  ...more,
});

function served(mutations: readonly Mutation[], name: string, answer: CleanAnswer) {
  const mutation = mutations.find((one) => one.name === name);
  assert.ok(mutation, `${name} is not among ${mutations.map((one) => one.name).join('; ')}`);
  return mutation.apply(answer, url);
}

const names = (mutations: readonly Mutation[]) => mutations.map(({ name }) => name);

describe('of the status', () => {
  test('a good answer becomes an error, a refusal, empty, a page or a loop', () => {
    const all = ofStatus(json(value));
    assert.deepEqual(names(all), [
      'status 500',
      'status 404',
      'status 204',
      'an HTML page as 403',
      'an HTML error page as 200',
      'status 302 to itself',
    ]);
    assert.equal(served(all, 'status 500', json(value)).body.length, json(value).body.length);
    assert.equal(served(all, 'status 204', json(value)).body.length, 0);
    assert.equal(served(all, 'status 302 to itself', json(value)).headers['location'], url.href);
    assert.match(String(served(all, 'an HTML error page as 200', json(value)).headers['content-type']), /^text\/html/);
  });

  test('a refusal becomes a success', () => {
    assert.equal(served(ofStatus(json({}, { status: 401 })), 'status 200', json({}, { status: 401 })).status, 200);
  });
});

describe('of the body', () => {
  test('a body is emptied, shortened, cut off, reset, and called something else', () => {
    const answer = json(value);
    const all = ofBody(answer);
    assert.equal(served(all, 'body empty', answer).body.length, 0);
    assert.equal(served(all, 'body shortened, its length too', answer).body.length, answer.body.length >> 1);
    assert.deepEqual(served(all, 'body ends before its length', answer).delivery, { kind: 'cut', by: 'end' });
    assert.deepEqual(served(all, 'connection reset in the body', answer).delivery, { kind: 'cut', by: 'reset' });
    assert.equal(served(all, 'another content type', answer).headers['content-type'], 'text/plain');
    assert.ok(!names(all).includes('a byte turned over'));
  });

  test('a file gets one byte turned over, and the answer that was given keeps its own', () => {
    const body = Buffer.from([1, 2, 3]);
    const answer = { status: 200, headers: { 'content-type': 'image/png' }, body };
    assert.deepEqual([...served(ofBody(answer), 'a byte turned over', answer).body], [1, 253, 3]);
    assert.deepEqual([...body], [1, 2, 3]);
  });

  test('nothing can be done to a body that is not there', () =>
    assert.deepEqual(ofBody(json({}, { body: Buffer.alloc(0) })), []));
});

test('of the headers, those are taken away that are there and looked at', () => {
  const answer = json({}, { headers: { 'content-type': 'a/b', etag: '"1"', date, vary: 'origin' } });
  const all = ofHeaders(answer, ['etag', 'date', 'location']);
  assert.deepEqual(names(all), ['header etag missing']);
  assert.deepEqual(Object.keys(served(all, 'header etag missing', answer).headers), ['content-type', 'date', 'vary']);
});

describe('of the time', () => {
  test('headers come late, and so does a body', () => {
    assert.deepEqual(names(ofPace(json({}), 100)), ['headers late', 'body late']);
    assert.deepEqual(names(ofPace(json({}, { body: Buffer.alloc(0) }), 100)), ['headers late']);
    assert.deepEqual(served(ofPace(json({}), 100), 'body late', json({})).delivery, {
      kind: 'late',
      part: 'body',
      ms: 100,
    });
  });

  test('a clock is hours fast or slow', () => {
    const dates = ofClock.map((mutation) => mutation.apply(json({}), url).headers['date']);
    assert.deepEqual(dates, ['Sat, 21 Nov 2026 11:00:00 GMT', 'Sat, 21 Nov 2026 05:00:00 GMT']);
  });
});

describe('of the fields', () => {
  const read = ['user', 'user.email', 'user.age', 'photos', 'photos.0', 'photos.1', 'photos.2', 'token'];
  const all = ofFields(json(value), read);
  const bodyOf = (name: string) => JSON.parse(served(all, name, json(value)).body.toString());

  test('each that is looked at goes missing, is null, of another type, empty; of a list the first and the last', () => {
    assert.equal(bodyOf('field user.email missing').user.email, undefined);
    assert.deepEqual(bodyOf('field user null').user, null);
    assert.equal(bodyOf('field user.age of another type').user.age, 'seven');
    assert.equal(bodyOf('field user.email empty').user.email, '');
    assert.deepEqual(bodyOf('field photos empty').photos, []);
    assert.deepEqual(bodyOf('field photos.0 missing').photos, ['two', 'three']);
    assert.deepEqual(bodyOf('field photos.2 null').photos, ['one', 'two', null]);
    assert.ok(!names(all).some((name) => name.includes('photos.1')));
  });

  test('a token becomes one that ended, of the answer that is served and not of the one that was learnt from', () => {
    const fresh = json({ ...value, token: token(2_000_000_000) });
    const stale = JSON.parse(served(all, 'field token stale', fresh).body.toString()).token;
    const claims = JSON.parse(Buffer.from(stale.split('.')[1], 'base64url').toString());
    assert.equal(claims.exp, 2_000_000_000 - 7 * 86_400);
    assert.equal(claims.exp - claims.iat, 60);
  });

  test('a presigned address becomes one of a week ago', () => {
    const answer = json({ photo: signed('20261121') });
    const stale = served(ofFields(answer, ['photo']), 'field photo stale', answer).body.toString();
    assert.equal(JSON.parse(stale).photo, signed('20261114'));
  });

  test('what is no JSON has no fields, and what lost a field stays as it is', () => {
    assert.deepEqual(ofFields({ ...json({}), body: Buffer.from('OK') }, ['a']), []);
    assert.deepEqual(served(all, 'field user.email null', json({ other: 1 })), json({ other: 1 }));
  });
});
