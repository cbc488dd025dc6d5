import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { markCauses } from './root-causes.ts';
import type { CheckRecord } from './run-record.ts';
import { aCheck, aDegraded, aFailure, aNotRun } from './samples/sample-check.ts';
import { judge, type RunEnding, undecidedChecks } from './verdict.ts';
import { notRunReasons, type VerdictName } from './vocabulary.ts';

interface Rest {
  expected?: string[];
  harness?: string[];
  ending?: RunEnding;
}

/** Judges a run as it is judged when it closes: causes marked first. */
function verdictOf(checks: CheckRecord[], { expected, harness = [], ending = {} }: Rest = {}) {
  const marked = markCauses(checks);
  return judge({ checks: marked, expected: expected ?? checks.map(({ id }) => id), harness }, ending);
}

describe('a page of maintenance', () => {
  const maintenance = { reason: 'upgrade', from: '2026-11-21T02:00:00Z', until: '2026-11-21T04:00:00Z' };
  const page = aFailure('api/health', 'http-error');
  if (page.failure) page.failure.code = 'maintenance-page';
  const below = { ...aFailure('auth/login', 'http-error'), causedBy: ['api/health'] };
  const judged = (checks: CheckRecord[], more: Partial<Parameters<typeof judge>[0]> = {}) =>
    judge({ checks, expected: checks.map(({ id }) => id), harness: [], trigger: 'schedule', ...more }).name;

  test('fails a run, and only degrades one that began in announced maintenance', () => {
    assert.equal(judged([page, below]), 'failed');
    assert.equal(judged([page, below], { maintenance }), 'degraded');
    assert.equal(judged([page, below], { maintenance, trigger: 'manual' }), 'degraded');
  });

  test('fails a deploy whenever it is, and what else is broken fails a run in maintenance too', () => {
    assert.equal(judged([page], { maintenance, trigger: 'deploy' }), 'failed');
    assert.equal(judged([page, aFailure('edge/tls:api', 'tls')], { maintenance }), 'failed');
  });
});

describe('each row of the table', () => {
  const pass = aCheck('api/health');
  const rows: [string, number, VerdictName, ReturnType<typeof verdictOf>][] = [
    ['SIGINT', 130, 'interrupted', verdictOf([pass], { ending: { signal: 'SIGINT' } })],
    ['SIGTERM', 143, 'terminated', verdictOf([pass], { ending: { signal: 'SIGTERM' } })],
    ['an app-owned failure', 1, 'failed', verdictOf([pass, aFailure('auth/login', 'auth')])],
    ['an edge-owned failure', 1, 'failed', verdictOf([pass, aFailure('edge/tls:api', 'tls')])],
    ['a missing secret', 4, 'misconfigured', verdictOf([pass, aNotRun('auth/login', 'misconfigured')])],
    ['a harness fault of a check', 3, 'inconclusive', verdictOf([pass, aFailure('auth/login', 'harness')])],
    ['a harness fault of the run', 3, 'inconclusive', verdictOf([pass], { harness: ['a worker crashed'] })],
    ['our own request rate', 3, 'inconclusive', verdictOf([pass, aFailure('auth/login', 'rate-limited')])],
    ['a check cut off', 3, 'inconclusive', verdictOf([pass, aNotRun('auth/login', 'cut-off')])],
    ['a check blocked by nothing', 3, 'inconclusive', verdictOf([pass, aNotRun('auth/login', 'blocked')])],
    ['a check of which nothing came', 3, 'inconclusive', verdictOf([pass], { expected: [pass.id, 'auth/login'] })],
    ['the deadline', 3, 'inconclusive', verdictOf([pass], { ending: { deadline: true } })],
    ['a leaked secret', 3, 'inconclusive', verdictOf([pass], { ending: { leaks: ['trace.zip held the secret X'] } })],
    ['nothing selected', 5, 'empty', verdictOf([])],
    ['nothing to compare with yet, beside what passed', 0, 'ok', verdictOf([pass, aNotRun('auth/x', 'no-past')])],
    ['nothing but what has nothing to compare with', 5, 'empty', verdictOf([aNotRun('auth/x', 'no-past')])],
    ['something slow', 2, 'degraded', verdictOf([pass, aDegraded('api/steady', 'latency')])],
    ['a third party alone', 2, 'degraded', verdictOf([pass, aFailure('billing/audit', 'stripe')])],
    ['everything well', 0, 'ok', verdictOf([pass])],
  ];
  for (const [what, code, name, verdict] of rows) {
    test(`${what} ends with ${code}, ${name}`, () => {
      assert.deepEqual([verdict.code, verdict.name], [code, name]);
      assert.equal(verdict.reasons[0]?.verdict, name);
    });
  }
});

describe('precedence', () => {
  const everything = [
    aFailure('auth/login', 'auth'),
    aNotRun('billing/audit', 'misconfigured'),
    aNotRun('images/profile', 'cut-off'),
    aDegraded('api/steady', 'latency'),
  ];

  test('the first reason of the table wins, and all reasons are kept in that order', () => {
    const ending: RunEnding = { signal: 'SIGTERM', deadline: true, leaks: ['page.png'] };
    const { code, reasons } = verdictOf(everything, { harness: ['boom'], ending });
    assert.equal(code, 143);
    assert.deepEqual(
      reasons.map(({ verdict }) => verdict),
      [
        'terminated',
        'failed',
        'misconfigured',
        'inconclusive',
        'inconclusive',
        'inconclusive',
        'inconclusive',
        'degraded',
      ],
    );
  });

  test('a failure wins over a missing secret, an undecided check and what is slow', () => {
    assert.equal(verdictOf(everything).name, 'failed');
    assert.equal(verdictOf(everything.slice(1)).name, 'misconfigured');
    assert.equal(verdictOf(everything.slice(2)).name, 'inconclusive');
    assert.equal(verdictOf(everything.slice(3)).name, 'degraded');
  });

  test('each reason names its check and says what was seen', () => {
    const messages = verdictOf(everything).reasons.map(({ message }) => message);
    assert.ok(messages.includes('auth/login: auth was seen'));
    assert.ok(messages.includes('billing/audit: misconfigured it was'));
    assert.ok(messages.includes('api/steady: latency was seen'));
    assert.ok(messages.some((message) => message.includes('did not run: images/profile')));
  });

  test('a harness fault of a run without checks is inconclusive and not empty', () => {
    const verdict = verdictOf([], { harness: ['the runner ended with code 1'] });
    assert.deepEqual(
      verdict.reasons.map(({ verdict: name }) => name),
      ['inconclusive'],
    );
  });
});

describe('who answers', () => {
  test('a symptom of a third party degrades, whatever its own class', () => {
    const checks = [
      aFailure('billing/audit', 'stripe'),
      aFailure('billing/checkout', 'http-error', { needs: ['billing/audit'] }),
    ];
    assert.equal(verdictOf(checks).name, 'degraded');
  });

  test('a symptom of a harness fault says nothing of the app', () => {
    const checks = [
      aFailure('edge/runner-online', 'harness'),
      aFailure('api/health', 'tcp', { needs: ['edge/runner-online'] }),
    ];
    assert.equal(verdictOf(checks).name, 'inconclusive');
  });

  test('the app answers when it is one of several causes', () => {
    const checks = [
      aFailure('billing/audit', 'stripe'),
      aFailure('api/ready', 'dependency'),
      aFailure('billing/checkout', 'http-error', { needs: ['billing/audit', 'api/ready'] }),
    ];
    assert.equal(verdictOf(checks).name, 'failed');
  });

  for (const reason of notRunReasons) {
    test(`a failure of the app is a failure also when something it needs was ${reason}`, () => {
      const checks = [
        aNotRun('images/profile', reason),
        aFailure('images/samples', 'image', { needs: ['images/profile'] }),
      ];
      assert.equal(verdictOf(checks).name, 'failed');
    });
  }

  test('a failure that carries no class is ours', () => {
    assert.equal(verdictOf([aCheck('api/health', { outcome: 'fail' })]).name, 'inconclusive');
  });
});

describe('an edge that refuses the probe', () => {
  const refused = (id: string) => aFailure(id, 'edge-blocked');

  test('is inconclusive when everything over HTTP was refused, also where the way itself is fine', () => {
    const way = aCheck('edge/tls:api', { layer: 'edge' });
    const verdict = verdictOf([way, refused('api/health'), refused('auth/login')]);
    assert.equal(verdict.name, 'inconclusive');
    assert.match(verdict.reasons[0]?.message ?? '', /edge refuses the probe/);
  });

  test('is a failure when anything else answered', () => {
    assert.equal(verdictOf([aCheck('api/health'), refused('auth/login'), refused('auth/me')]).name, 'failed');
  });

  test('is a failure when the way is broken besides', () => {
    const way = aFailure('edge/tls:app', 'tls', { layer: 'edge' });
    assert.equal(verdictOf([way, refused('api/health'), refused('auth/login')]).name, 'failed');
  });

  test('is a failure when one answer is all there is to go by', () => {
    assert.equal(verdictOf([refused('api/health')]).name, 'failed');
  });
});

describe('completeness', () => {
  test('a check that was blocked by a known cause counts as decided', () => {
    const checks = markCauses([
      aFailure('auth/login', 'auth'),
      aNotRun('auth/me', 'blocked', { needs: ['auth/login'] }),
    ]);
    assert.deepEqual(undecidedChecks({ checks, expected: ['auth/login', 'auth/me'] }), []);
  });

  test('what was never heard of, cut off or blocked by nothing is undecided', () => {
    const checks = [aCheck('api/health'), aNotRun('api/ready', 'cut-off'), aNotRun('auth/me', 'blocked')];
    const expected = ['api/health', 'api/ready', 'auth/me', 'auth/login'];
    assert.deepEqual(undecidedChecks({ checks, expected }), ['api/ready', 'auth/me', 'auth/login']);
  });

  test('a check that came in twice is undecided as long as one of the two is', () => {
    const checks = [aCheck('api/health'), aNotRun('api/health', 'cut-off')];
    assert.ok(undecidedChecks({ checks, expected: ['api/health', 'api/health'] }).includes('api/health'));
  });

  test('an ok never says of a muted check that it ran and passed', () => {
    const { reasons } = verdictOf([aCheck('api/health'), aNotRun('api/ready', 'muted')]);
    assert.doesNotMatch(reasons[0]?.message ?? '', /2 of 2 expected checks ran and passed/);
  });
});

describe('a muted check', () => {
  const muted = { owner: 'web', reason: 'waits for the CDN', until: '2026-12-01' };

  test('does not count, however it came out, and the verdict says so', () => {
    const bad = [
      aFailure('api/ready', 'dependency', { muted }),
      aDegraded('api/ready', 'latency', { muted }),
      aNotRun('api/ready', 'blocked', { muted }),
      aNotRun('api/ready', 'misconfigured', { muted }),
    ];
    for (const check of bad) {
      const verdict = verdictOf([aCheck('api/health'), check]);
      assert.deepEqual([verdict.name, verdict.code], ['ok', 0]);
      assert.match(
        verdict.reasons.at(-1)?.message ?? '',
        /^muted by web until 2026-12-01, does not count: api\/ready: /,
      );
    }
  });

  test('hides nothing that rests on it', () => {
    const checks = markCauses([
      aFailure('api/ready', 'dependency', { muted }),
      aFailure('auth/login', 'http-error', { needs: ['api/ready'] }),
    ]);
    assert.equal(verdictOf(checks).name, 'failed');
    assert.deepEqual(checks[1]?.causedBy, []);
  });

  test('that passes is told like any other', () =>
    assert.doesNotMatch(JSON.stringify(verdictOf([aCheck('api/ready', { muted })])), /muted/));
});
