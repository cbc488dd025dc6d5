import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HttpResponse } from '#fixtures/http/http-response.ts';
import type { AssetKind } from './asset.ts';
import { isHtml, isScript, isTakenAs } from './media-type.ts';

describe('the media type of an asset', () => {
  const rows: [string, AssetKind, boolean][] = [
    ['text/javascript', 'script', true],
    ['application/x-javascript', 'script', true],
    ['text/html', 'script', false],
    ['application/json', 'script', false],
    ['text/css', 'style', true],
    ['text/html', 'style', false],
    ['font/woff2', 'font', true],
    ['binary/octet-stream', 'font', true],
    ['text/html', 'font', false],
    ['image/svg+xml', 'image', true],
    ['application/octet-stream', 'image', true],
    ['application/json', 'image', false],
    ['application/manifest+json', 'other', true],
    ['', 'other', false],
    ['', 'style', true],
    ['text/plain', 'style', false],
  ];
  for (const [type, kind, fits] of rows)
    test(`"${type}" ${fits ? 'fits' : 'does not fit'} a ${kind}`, () => assert.equal(isTakenAs({ type }, kind), fits));
});

// As Chromium does, tried with each of them.
describe('a script that is no module', () => {
  const isRun = (type: string, more = {}) => isTakenAs({ type, runs: () => true, ...more }, 'script');

  for (const type of ['', 'text/plain', 'application/octet-stream', 'binary/octet-stream', 'application/typescript'])
    test(`runs as "${type}", unless nothing may be taken for what it is not called`, () => {
      assert.equal(isRun(type), true);
      assert.equal(isRun(type, { noSniff: true }), false);
      assert.equal(isRun(type, { runs: undefined }), false, 'a module');
    });

  for (const type of ['text/csv', 'image/png', 'video/mp2t', 'text/html', 'application/json', 'application/xml'])
    test(`does not run as ${type}`, () => assert.equal(isRun(type), false));

  test('is what can be read as one: a message in its place is none', () => {
    assert.equal(isScript('var a = () => document.body.dataset.x'), true);
    assert.equal(isScript('File not found'), false);
    assert.equal(isScript('<!doctype html><title>x</title>'), false);
  });
});

test('a style sheet without a type is read, unless nothing may be taken for what it is not called', () =>
  assert.equal(isTakenAs({ type: '', noSniff: true }, 'style'), false));

test('a page without a type is one by its beginning, unless nothing may be taken for what it is not called', () => {
  const isPage = (body: string, headers: Record<string, string> = {}) => {
    const exchange = {
      ...{ method: 'GET', url: 'https://x.test/', status: 200 },
      phases: { total: 1 },
      headers,
      redirects: [],
    };
    return isHtml(new HttpResponse({ exchange, headers, body: Buffer.from(body), certificate: undefined }));
  };
  assert.equal(isPage('\n<!DOCTYPE html><p>x'), true);
  assert.equal(isPage('<!-- a note --><html>'), true);
  assert.equal(isPage('{"error":"none"}'), false);
  assert.equal(isPage('<!doctype html>', { 'x-content-type-options': 'nosniff' }), false);
  assert.equal(isPage('<!doctype html>', { 'content-type': 'binary/octet-stream' }), false);
  assert.equal(isPage('hello', { 'content-type': 'Text/HTML; charset=utf-8' }), true);
});
