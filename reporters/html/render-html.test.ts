import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { type HTMLElement, parse } from 'node-html-parser';
import type { RunRecord } from '#record/run-record.ts';
import { anExchange, failing } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import type { CauseAnswer } from '../model/cause-answer.ts';
import { linesOfCause } from '../model/lines-of-cause.ts';
import { renderHtml } from './render-html.ts';
import { samples, screenshotPath, verdicts } from './samples-for-test.ts';

const target = await loadTarget('loventia');
const picture = `data:image/png;base64,${Buffer.alloc(250 * 1_024, 7).toString('base64')}`;
const options = {
  screenshots: { [screenshotPath]: picture },
  links: [{ text: 'Playwright report', path: 'playwright/index.html' }],
};
const page = (record: RunRecord) => renderHtml(anAnswer(record, target), options);
const textOf = (html: string) => parse(html).querySelector('body')?.structuredText.replaceAll(/\s+/g, ' ') ?? '';
/** With what stands in a block of code. */
const whole = (html: string) => parse(html, { blockTextElements: { script: true, style: true } });
const headings = (html: string) =>
  parse(html)
    .querySelectorAll('h2')
    .map((heading) => heading.text);
const elements = (html: string): HTMLElement[] => parse(html).querySelectorAll('*');

for (const [name, record] of Object.entries(verdicts)) {
  test(`a run that is ${name} has a page that says so first`, () => {
    assert.equal(record.verdict.name, name);
    const html = page(record);
    const heading = parse(html).querySelector('h1')?.text.trim();
    assert.match(heading ?? '', new RegExp(`^${name}\\b.*loventia`));
    assert.match(textOf(html), new RegExp(`Exit code ?${record.verdict.code} \\(${name}\\)`));
    assert.equal(headings(html)[0]?.startsWith('The answer'), true);
  });
}

describe('the answer', () => {
  for (const [name, record] of Object.entries(samples)) {
    test(`${name}: the page tells what the terminal tells`, () => {
      const answer = anAnswer(record, target);
      const told = whole(renderHtml(answer, options)).querySelector('#answer')?.text.replaceAll(/\s/g, '') ?? '';
      for (const { label, text = '', command = '', expect = '' } of [
        ...answer.causes.flatMap(bodyOf),
        ...answer.calm,
      ]) {
        // A page has proper arrows.
        const parts = [label, ...text.split(/ {2,}|\n|`|: /), command, expect].map((part) =>
          part.replaceAll(/\s/g, ''),
        );
        for (const part of parts)
          assert.ok(told.includes(part.replace(/^;/, '').replaceAll('->', '→')), `${label}: ${part}`);
      }
    });
  }

  /** The heading of a card says what the first line says. */
  const bodyOf = (cause: CauseAnswer) => linesOfCause(cause).slice(1);

  test('tells two causes apart, and what is the same for both once', () => {
    const answer = { ...anAnswer(samples['two faults'], target), ruledOut: ['DNS', '/health 200'] };
    const cards = parse(renderHtml(answer)).querySelector('#answer');
    assert.deepEqual(
      cards?.querySelectorAll('article .kicker').map((one) => one.text.trim()),
      ['Cause 1 P1', 'Cause 2 P2'],
    );
    assert.equal(cards?.querySelectorAll('dt').filter((term) => term.text === 'Ruled out').length, 1);
  });

  test('answers the rollback, or says what decides it, with a command to copy', () => {
    const rows = whole(page(samples['two faults'])).querySelectorAll('#answer .entries > div');
    const [decide, no] = rows.filter((row) => row.querySelector('dt')?.text === 'Rollback');
    assert.match(decide?.querySelector('.command code')?.text ?? '', /^aws ecs update-service .* --task-definition/);
    assert.equal(no?.querySelector('strong')?.text, 'NO');
  });

  test('puts a copy button beside each command, hidden until the script runs', () => {
    const commands = parse(page(samples['ready-db'])).querySelectorAll('.command');
    assert.ok(commands.length > 2);
    for (const command of commands) assert.ok(command.querySelector('button[hidden]'));
  });
});

describe('what follows the answer', () => {
  test('has every part of a failed run, in the order in which it is read', () => {
    assert.deepEqual(headings(page(samples['two faults'])), [
      'The answer: 2 independent causes',
      'Evidence',
      'What broke with it',
      'Where the time went',
      'What the browser showed',
      'The purchase, hop by hop',
      'Symptoms by layer',
      `All ${samples.green.checks.length} checks`,
      'Not watched',
      'Why failed',
      'The run itself',
      'Other reports',
    ]);
  });

  test('is short when all is well, and leaves out the parts that are about failing', () => {
    assert.deepEqual(headings(page(samples.green)), [
      'The answer',
      'The purchase, hop by hop',
      `All ${samples.green.checks.length} checks`,
      'Not watched',
      'Why ok',
      'The run itself',
      'Other reports',
    ]);
  });

  test('draws each symptom once, under the broken need that is furthest from the cause', () => {
    const tree = parse(page(samples['ready-db'])).querySelector('#needs .tree');
    const ids = tree?.querySelectorAll('.id').map((link) => link.text) ?? [];
    assert.equal(ids[0], 'api/ready');
    assert.equal(new Set(ids).size, ids.length);
    const ways = tree?.querySelectorAll('ul li li').map((item) => item.querySelector('.id')?.text);
    assert.ok(ways?.includes('auth/me') && !ways.includes('auth/login'));
  });

  test('names the phases of a request in numbers as well', () => {
    assert.match(
      textOf(page(samples['ready-db'])),
      /DNS [\d.]+ ms · TCP [\d.]+ ms · TLS [\d.]+ ms · first byte [\d.]+ ms/,
    );
  });

  test('counts what was neither connecting nor transferring as waiting', () => {
    const silent = {
      ...anExchange('GET', 'https://api.loventia.example/health', 200),
      phases: { dns: 5, total: 3_000 },
    };
    const record = sampleRecord({
      'api/health': { ...failing('timeout', 'no answer in 3000 ms'), exchanges: [silent] },
    });
    assert.match(textOf(page(record)), /DNS 5\.0 ms · waiting 3\.0 s/);
  });

  test('keeps a stopped purchase apart from the hops that came about', () => {
    const stopped = parse(page(samples['webhook-500'])).querySelector('.hops .broken');
    assert.match(stopped?.text.replaceAll(/\s+/g, ' ') ?? '', /failed billing\/webhook event [\d.]+ ms, .*not taken/);
  });

  test('leads from every mention of a check to its row', () => {
    const root = parse(page(samples['two faults']));
    for (const link of root.querySelectorAll('a[href^="#"]')) {
      assert.ok(root.getElementById((link.getAttribute('href') ?? '').slice(1)), link.outerHTML);
    }
  });

  test('shows the bad ones of many requests', () => {
    const good = anExchange('GET', 'https://api.loventia.example/health', 200);
    const exchanges = [...Array.from({ length: 30 }, () => good), { ...good, status: 502 }];
    const record = sampleRecord({ 'api/steady': { ...failing('http-error', '1 of 31'), exchanges } });
    const rows = parse(page(record)).querySelectorAll('.exchanges tbody tr');
    assert.equal(rows.length, 12);
    assert.match(rows.at(-1)?.text ?? '', /502/);
    assert.match(textOf(page(record)), /and 19 more in the record/);
  });
});

describe('a page that stands alone', () => {
  const html = page(samples['two faults']);

  test('loads nothing and leads nowhere but to its own parts and the files beside it', () => {
    for (const element of elements(html)) {
      for (const name of ['src', 'href', 'srcset', 'action', 'data', 'poster', 'background']) {
        const value = element.getAttribute(name);
        if (value !== undefined) assert.match(value, /^(#|\.\/|data:image\/)/, element.tagName);
      }
    }
    assert.doesNotMatch(html, /@import|url\(|<base|<iframe|<object|<embed/);
  });

  test('allows itself its own style and script and nothing else', () => {
    const root = parse(html, { blockTextElements: { script: true, style: true } });
    const policy = root.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
    const hash = (text = '') => createHash('sha256').update(text).digest('base64');
    assert.ok(policy.startsWith("default-src 'none'; img-src data:; "));
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.ok(policy.includes(`style-src 'sha256-${hash(/<style>([\s\S]*?)<\/style>/.exec(html)?.[1])}'`));
    assert.ok(policy.includes(`script-src 'sha256-${hash(/<script>([\s\S]*?)<\/script>/.exec(html)?.[1])}'`));
    for (const element of elements(html)) {
      const forbidden = Object.keys(element.attributes).filter((name) => /^on|^style$/i.test(name));
      assert.deepEqual(forbidden, []);
    }
  });

  test('has at most 500 KiB with the largest screenshot that is taken in', () => {
    assert.ok(html.includes(picture));
    assert.ok(Buffer.byteLength(html) < 500 * 1_024, `${Buffer.byteLength(html)} bytes`);
  });

  test('takes no picture that is not one', () => {
    const screenshots = { [screenshotPath]: 'https://elsewhere.example/pixel.png' };
    assert.doesNotMatch(renderHtml(anAnswer(samples['two faults'], target), { screenshots }), /<img/);
  });
});
