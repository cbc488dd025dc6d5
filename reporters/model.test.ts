import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { incidents } from '#checks/catalogue.ts';
import { diagnose } from '#diagnosis/diagnose.ts';
import type { Incident, Sign } from '#diagnosis/incident.ts';
import type { HistoryContext } from '#diagnosis/model.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import type { Target } from '#targets/target.ts';
import { recordOfSign, signsOf } from './incident-record-for-test.ts';
import type { CauseAnswer } from './model/cause-answer.ts';
import { linesOfCause, linesOfFurtherCause } from './model/lines-of-cause.ts';
import { answerOf } from './model.ts';
import { firstScreen } from './text/first-screen.ts';

const loventia = await loadTarget('loventia');
const aws = {
  cluster: 'lov-prod',
  service: 'api',
  logGroup: '/ecs/lov-api',
  distribution: 'E2ABC',
  imageBucket: 'pics',
};
const { aws: _, ...elsewhere } = loventia;
const systems: readonly Target[] = [
  loventia,
  { ...loventia, aws, runbook: 'https://wiki.example/loventia' },
  elsewhere,
];

const at = (minute: number) => `2026-11-21T02:${minute}:05.000Z`;
const releases = (...since: number[]) => since.map((minute) => ({ seen: [`r${minute}`], since: at(minute) }));

/** What earlier runs have left: nothing, no new release, and one that came between good and bad. */
const pasts = (check: string): HistoryContext[] => {
  const claims = { [check]: { passedAt: at(41), heldAt: at(41), failingSince: at(46), troubledSince: at(46) } };
  return [{}, { claims }, { claims, redRuns: 12, releases: { api: releases(10, 46), app: releases(10, 46) } }];
};

/** The incident alone is known, so that the answer is about it whatever its neighbours are. */
function answersOf(incident: Incident, sign: Sign) {
  const record = recordOfSign(sign);
  const check = record.checks.find(({ outcome }) => outcome === 'fail' || outcome === 'degraded')?.id ?? '';
  // A past changes an answer in the same way in each system: all of them are tried in one.
  return systems.flatMap((target) =>
    pasts(check)
      .slice(target === loventia ? 0 : -1)
      .map((before) => {
        const diagnosis = diagnose(record, target, [{ ...incident, signs: [sign] }], before);
        return answerOf({ record, diagnosis, target, before });
      }),
  );
}

const squeezed = (text: string) => text.replaceAll(/ \\\n/g, '\n').replaceAll(/[\s#]+/g, '');
const longestWord = (line: string) => Math.max(...line.split(' ').map((word) => word.length));

for (const incident of incidents) {
  describe(`the first screen of ${incident.id}`, () => {
    for (const [place, sign] of signsOf(incident).entries()) {
      const answers = answersOf(incident, sign);
      test(`names it by sign ${place + 1}, in lines that fit`, () => {
        for (const answer of answers) {
          assert.equal(answer.causes[0]?.cause.incidents[0].id, incident.id);
          for (const line of firstScreen(answer).split('\n'))
            assert.ok(line.length <= 80 || longestWord(line) > 60, `${line.length}: ${line}`);
        }
      });

      test(`cuts nothing of what one acts on, by sign ${place + 1}`, () => {
        for (const answer of answers) {
          const told = squeezed(firstScreen(answer));
          for (const { label, text = '', command, expect = '' } of answer.causes.flatMap((cause) =>
            linesOfCause(cause),
          )) {
            if (/^(Ruled out|Also|Since)$/.test(label)) continue;
            for (const part of [command ?? text, expect]) assert.ok(told.includes(squeezed(part)), `${label}: ${part}`);
          }
        }
      });

      test(`answers the rollback or makes it decidable, by sign ${place + 1}`, () => {
        for (const { causes } of answers) for (const cause of causes) assertDecidable(cause);
      });
    }
  });
}

function assertDecidable(answer: CauseAnswer): void {
  const { rollback, cause, steps } = answer;
  const told = linesOfFurtherCause(answer, 'Cause').find(({ label }) => label === 'Rollback')?.text ?? '';
  assert.match(
    told,
    /^(NO: .|YES, (API|frontend) only: .+, with (.*`[^`]+`|the (release|build) before deployed again)$|.+ -> yes, with (.*`[^`]+`|the (release|build) before deployed again); else no$)/,
  );
  assert.doesNotMatch(told, /unknown|not in the target/i);
  if (rollback.word === 'YES') {
    assert.notEqual(cause.confidence.level, 'low', 'what is not known is not rolled back');
    assert.equal(steps[0]?.command, rollback.command, 'it stands there whole, and first');
  }
  if (cause.confidence.level === 'low' && rollback.command) assert.match(told, /^first find out/);
}

test('an answer is plain data, and the same for the same run', () => {
  const [incident] = incidents;
  assert.ok(incident);
  const [first, again] = [
    answersOf(incident, signsOf(incident)[0] as Sign),
    answersOf(incident, signsOf(incident)[0] as Sign),
  ];
  assert.deepEqual(first, again);
  assert.deepEqual(JSON.parse(JSON.stringify(first)), first);
});
