import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { createRedactor } from '#record/redactor.ts';
import type { FailureClass, Party } from '#record/vocabulary.ts';
import { failureOfSpec } from './failure-of-spec.ts';

const file = resolve('e2e/cart.spec.ts');
const redact = createRedactor({ SHOP_PASSWORD: 'correct-horse' });
const thirdParties = ['https://pay.example'];
const failure = (...messages: string[]) =>
  failureOfSpec(
    messages.map((message) => ({ message })),
    { file, redact, thirdParties },
  );

const closed = 'Error: locator.click: Target page, context or browser has been closed';
const limit = '\u001b[31mTest timeout of 30000ms exceeded.\u001b[39m';

const rows: [string, string[], FailureClass, Party][] = [
  ['an element that is not there', ['Error: expect(locator).toBeVisible() failed\n\nLocator: x'], 'render', 'app'],
  ['an address that the page does not come to', ['Error: expect(page).toHaveURL(expected) failed'], 'render', 'app'],
  ['a value', ['Error: expect(received).toEqual(expected)\n\nExpected: 3\nReceived: 2'], 'contract', 'app'],
  [
    'a status',
    [
      'Error: \u001b[2mexpect(\u001b[22m\u001b[31mreceived\u001b[39m).toBe(expected)\n\nExpected: \u001b[32m201\u001b[39m\nReceived: \u001b[31m503\u001b[39m',
    ],
    'http-error',
    'app',
  ],
  ['an answer that is not ok', ['Error: expect(response).toBeOK() failed'], 'http-error', 'app'],
  ['what is read from nothing', ["TypeError: Cannot read properties of undefined (reading 'id')"], 'contract', 'app'],
  ['an error of its own', ['Error: the cart is empty'], 'contract', 'app'],
  ['a wait for the page', ['TimeoutError: locator.click: Timeout 15000ms exceeded.'], 'render', 'app'],
  ['a page that crashed', ['Error: locator.click: Target crashed '], 'render', 'app'],
  ['a window that the app closed', [`${closed}\nCall log:\n  - waiting for x`], 'render', 'app'],
  ['its time', [limit], 'timeout', 'app'],
  ['its time, in a click', [limit, 'Error: locator.click: Test timeout of 30000ms exceeded.'], 'timeout', 'app'],
  [
    'its time, and a browser that was closed after it',
    [limit, 'Error: browserContext.newPage: Target page, context or browser has been closed'],
    'timeout',
    'app',
  ],
  ['a name', ['Error: page.goto: net::ERR_NAME_NOT_RESOLVED at https://shop.example/'], 'dns', 'edge'],
  [
    'a name, asked without a browser',
    ['Error: apiRequestContext.get: getaddrinfo ENOTFOUND shop.example'],
    'dns',
    'edge',
  ],
  ['a port', ['Error: apiRequestContext.post: connect ECONNREFUSED 127.0.0.1:9'], 'tcp', 'edge'],
  ['a certificate', ['Error: apiRequestContext.get: certificate has expired'], 'tls', 'edge'],
  ['a page that never came', ['TimeoutError: page.goto: Timeout 30000ms exceeded.'], 'timeout', 'app'],
  ['an answer that never came', ['Error: apiRequestContext.get: Timeout 3000ms exceeded.'], 'timeout', 'app'],
  [
    'a host of others',
    ['Error: page.goto: net::ERR_CONNECTION_REFUSED at https://pay.example/form'],
    'tcp',
    'third-party',
  ],
  ['a browser that does not start', ["Error: browserType.launch: Executable doesn't exist at /x"], 'harness', 'suite'],
  ['a browser that is gone', [`${closed}\nBrowser logs:\n\n<launching> chromium`], 'harness', 'suite'],
  [
    'a browser that is gone before a page',
    ['Error: browserContext.newPage: Target page, context or browser has been closed'],
    'harness',
    'suite',
  ],
  ['a worker that is gone', ['Error: worker process exited unexpectedly (code=7, signal=null)'], 'harness', 'suite'],
  ['a file of its own', ["Error: ENOENT: no such file or directory, open 'users.json'"], 'harness', 'suite'],
  ['a picture that nobody has taken', ["Error: A snapshot doesn't exist at /x/cart.png."], 'harness', 'suite'],
  [
    'an expectation that speaks of such a thing',
    ['Error: worker process exited\n\nexpect(received).toBe(expected)'],
    'contract',
    'app',
  ],
];

describe('a spec that fails by', () => {
  for (const [what, messages, seen, party] of rows) {
    test(`${what} is ${seen}, of ${party}`, () => {
      const found = failure(...messages);
      assert.deepEqual([found.class, found.party], [seen, party]);
      assert.equal(found.code, seen === 'harness' ? 'spec-not-run' : 'spec-failed');
    });
  }
});

describe('a failed spec', () => {
  test('tells of an expectation what was expected of what', () => {
    const { message } = failure(
      'Error: expect(locator).toHaveText(expected) failed\n\nLocator:  locator(\'h1\')\nExpected: "Cart"\nReceived: "Oops"\nTimeout: 5000ms\n\nCall log:\n  - waiting',
    );
    assert.match(
      message,
      /^expect\(locator\)\.toHaveText\(expected\) failed, Locator: locator\('h1'\), Expected: "Cart"/,
    );
  });

  test('tells of several errors the one that says most, and how many there are', () => {
    const found = failure(
      'Error: expect(received).toBe(expected)\n\nExpected: 1\nReceived: 2',
      'Error: page.goto: net::ERR_CONNECTION_REFUSED at https://shop.example/',
    );
    assert.deepEqual([found.class, found.facts.url], ['tcp', 'https://shop.example/']);
    assert.match(found.message, /\(and 1 more\)$/);
    assert.match(found.evidence.join('\n'), /Expected: 1, Received: 2/);
    assert.match(
      failure(limit, 'Error: locator.click: waiting').message,
      /^Test timeout of 30000ms exceeded\. locator\.click/,
    );
  });

  test('tells neither secrets nor people nor what was sent', () => {
    const found = JSON.stringify(
      failure(
        'Error: refused correct-horse\nReceived: "Maja Lindqvist"\nCall log:\n  - → GET https://shop.example/\n  - x-tenant: blue-whale',
        'Error: apiRequestContext.get: failed\n  - cookie: a=1; b=blue-whale',
      ),
    );
    assert.doesNotMatch(found, /correct-horse|Lindqvist|blue-whale/);
  });

  test('names the line of the spec that led there', () => {
    const stack = `Error: x\n    at helper (${resolve('e2e/pages/cart.ts')}:3:1)\n    at ${file}:12:5`;
    const { at } = failureOfSpec([{ message: 'Error: x', stack }], { file, redact, thirdParties });
    assert.equal(at, 'e2e/cart.spec.ts:12');
    assert.equal(failureOfSpec([], { file, redact, thirdParties }).message, 'no error was reported');
  });
});
