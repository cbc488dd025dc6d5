import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'node-html-parser';
import type { RunRecord } from '#record/run-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { renderHtml } from './render-html.ts';
import { samples, screenshotPath, verdicts } from './samples-for-test.ts';

const target = await loadTarget('loventia');

describe('hostile words', () => {
  const nasty = `</style></script><script>alert(1)</script>"'><img src=https://evil.example/x onerror=alert(2)>\u001b[31m\u0007\ud800{{7*7}}`;
  const closed = new Set([
    'outcome',
    'layer',
    'tier',
    'severity',
    'class',
    'classes',
    'party',
    'notRun',
    'environment',
  ]);
  const kept = new Set([...closed, 'trigger', 'tiers', 'startedAt', 'endedAt', 'scheduledAt', 'verdict']);

  /** The same words behind every text that is free. */
  function poisoned(value: unknown, key = ''): unknown {
    if (typeof value === 'string') return kept.has(key) ? value : value + nasty;
    if (Array.isArray(value)) return value.map((one) => poisoned(one, key));
    if (typeof value !== 'object' || value === null || value instanceof RegExp) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, name)]));
  }

  for (const [name, record] of Object.entries({ ...samples, ...verdicts })) {
    test(`${name}: no text of the run, the target or the time before becomes markup`, () => {
      const run = { ...(poisoned(record) as RunRecord), verdict: poisonedVerdict(record) };
      const system = { ...target, name: nasty, runbook: `javascript:${nasty}`, owners: { default: nasty } };
      const before = {
        changed: nasty,
        redRuns: 2,
        claims: poisonedPast(run),
        releases: { [nasty]: releasesOf(nasty) },
      };
      const html = renderHtml(anAnswer(run, system, before), {
        screenshots: { [screenshotPath + nasty]: `data:image/png;base64,${nasty}` },
        links: [{ text: nasty, path: `javascript:alert(1)//${nasty}` }],
      });
      assert.equal(html.match(/<script/g)?.length, 1);
      assert.equal(html.match(/<style/g)?.length, 1);
      assert.doesNotMatch(html, /<img|(?![\n\t])\p{Cc}/u);
      assert.ok(html.isWellFormed());
      const elements = parse(html).querySelectorAll('*');
      const attributes = new Set(elements.flatMap((element) => Object.keys(element.attributes)));
      assert.deepEqual(
        [...attributes].filter((one) => /^on/.test(one)),
        [],
      );
      for (const link of parse(html).querySelectorAll('a')) assert.match(link.getAttribute('href') ?? '', /^(#|\.\/)/);
      assert.ok(html.includes('&lt;img src=https://evil.example/x onerror=alert(2)&gt;'));
    });
  }

  const poisonedPast = ({ checks }: RunRecord) =>
    Object.fromEntries(checks.map(({ id }) => [id, { heldAt: nasty, failingSince: nasty, troubledSince: nasty }]));
  const releasesOf = (name: string) => [
    { seen: [name], since: '' },
    { seen: [`${name}2`], since: `${name}3` },
  ];

  function poisonedVerdict({ verdict }: RunRecord): RunRecord['verdict'] {
    return { ...verdict, reasons: verdict.reasons.map((reason) => ({ ...reason, message: reason.message + nasty })) };
  }
});
