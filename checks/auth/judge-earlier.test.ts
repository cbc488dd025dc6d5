import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EarlierSeen, judgeEarlier } from './judge-earlier.ts';

const minutes = (count: number) => count * 60;
const no = ['refused', 'refused', 'refused'] as const;

const seen = (differing: Partial<EarlierSeen> & { sessionsAtOnce?: EarlierSeen['kept']['sessionsAtOnce'] }) => {
  const { sessionsAtOnce = 'unknown', ...rest } = differing;
  const kept = { sessionsAtOnce, provenSeconds: 0, ...rest.kept };
  return judgeEarlier({ before: 'refused', after: no, ageSeconds: minutes(5), saysItsEnd: true, ...rest, kept });
};

test('a session that is refused before and after the sign-in of a run was taken away', () => {
  assert.deepEqual(seen({}), { is: 'refused', count: 4, total: 4 });
  assert.deepEqual(seen({ after: ['accepted', 'refused', 'accepted'] }), { is: 'refused', count: 2, total: 4 });
  assert.deepEqual(seen({ after: ['refused', 'unclear', 'unclear'] }), { is: 'refused', count: 2, total: 2 });
});

test('where an account has one session at a time, another sign-in may have ended it', () => {
  assert.equal(seen({ sessionsAtOnce: 'one' }).is, 'perhaps-replaced');
  const replacing = seen({ before: 'accepted', after: ['refused'] });
  assert.deepEqual(replacing, { is: 'alive', sessionsAtOnce: 'one' });
  assert.equal(seen({ before: 'unclear', sessionsAtOnce: 'unknown' }).is, 'untold');
  assert.equal(seen({ before: 'unclear', sessionsAtOnce: 'several' }).is, 'refused');
});

test('one that is good before and after says that there are several at once', () => {
  assert.deepEqual(seen({ before: 'accepted', after: ['accepted'] }), { is: 'alive', sessionsAtOnce: 'several' });
  assert.deepEqual(seen({ before: 'unclear', after: ['accepted'] }), { is: 'alive', sessionsAtOnce: 'several' });
  assert.deepEqual(seen({ before: 'accepted', after: ['unclear'] }), { is: 'alive', sessionsAtOnce: 'unknown' });
});

test('an age that nothing speaks for ends a session too', () => {
  const kept = { sessionsAtOnce: 'several', provenSeconds: minutes(60) } as const;
  assert.equal(seen({ saysItsEnd: false, ageSeconds: minutes(10) }).is, 'refused');
  assert.equal(seen({ saysItsEnd: false, ageSeconds: minutes(30) }).is, 'untold');
  assert.equal(seen({ saysItsEnd: false, ageSeconds: minutes(59), kept }).is, 'refused');
  assert.equal(seen({ saysItsEnd: true, ageSeconds: minutes(6_000) }).is, 'refused');
});

test("a stranger's data comes before everything else, and an answer of nobody says nothing", () => {
  assert.deepEqual(seen({ before: 'another' }), { is: 'another', count: 1, total: 4 });
  assert.equal(seen({ before: 'accepted', after: ['another'] }).is, 'another');
  assert.deepEqual(seen({ before: 'unclear', after: ['unclear', 'unclear', 'unclear'] }), { is: 'unclear' });
});
