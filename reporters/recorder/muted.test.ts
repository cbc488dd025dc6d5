import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failing } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { anAnswer } from '../answer-for-test.ts';
import { annotationsOf } from '../github/annotations.ts';
import { renderSummary } from '../github/summary.ts';
import { renderHtml } from '../html/render-html.ts';
import { renderAnswer } from '../terminal/render-terminal.ts';
import { firstScreen } from '../text/first-screen.ts';

const target = await loadTarget('loventia');
const muted = { owner: 'web', reason: 'waits for the CDN', until: '2026-12-01' };
const record = sampleRecord({ 'images/profile': { ...failing('image', 'saga.webp answered 403'), muted } });
const warned = { ...record, warnings: ['the mute of images/profile (web) ends with 2026-12-01'] };
const answer = anAnswer(record, target);
const words = (text: string) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('a muted check that fails', () => {
  test('lets the run be well, and stands in the first screen with its owner, reason and end', () => {
    assert.equal(record.verdict.name, 'ok');
    const screen = words(firstScreen(answer));
    assert.match(screen, /Muted images\/profile \(fail\) does not count until 2026-12-01: waits for the CDN \(web\)/);
    assert.match(words(renderAnswer(answer)), /images\/profile \(muted\)/);
  });

  test('stands in the page, by name and with its reason', () => {
    const page = words(renderHtml(answer));
    assert.match(page, /images\/profile \(fail\) does not count until 2026-12-01: waits for the CDN \(web\)/);
    assert.match(page, /muted until 2026-12-01 by web/);
  });

  test('stands in the job summary, and marks no line of the code', () => {
    assert.match(renderSummary(answer), /images\/profile \\?\(muted/);
    assert.deepEqual(annotationsOf(answer), []);
  });
});

test('the end of a mute is told wherever an answer is given', () => {
  for (const render of [firstScreen, renderAnswer, renderHtml, renderSummary])
    assert.match(words(render(anAnswer(warned, target))), /the mute of images.{1,2}profile .{1,2}web.{1,2} ends with/);
});
