import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadTarget } from './load-target.ts';
import { knownSecrets } from './secrets.ts';
import { auth, fileOf, problemsOf, smallest } from './target-for-test.ts';

const file = fileOf({ ...smallest, auth, access: { headers: { 'x-bypass': 'BYPASS' }, hosts: ['api'] } });
const { email, password } = auth.probe;
const load = (secret: string, bypass = 'true') =>
  loadTarget(file, {}, { [email]: 'probe@shop.example', [password]: secret, BYPASS: bypass });

describe('a secret that could not be kept out of a report', () => {
  const rows: [string, string, RegExp][] = [
    ['is too short', 'p4-Q!', /4 letters and figures/],
    ['is nothing but hyphens and a few letters', '--a--b--c--', /3 letters/],
    ['is a word of the trade', 'Password', /too common/],
    ['is what many use', 'letmein', /too common/],
    ['is a word of the target', 'EU-Central-1', /too common/],
    ['is one letter many times', 'xxxxxxxxxx', /too common/],
    ['is a few figures', '4711042', /too common/],
    ['is a row', '12345678', /too common/],
  ];
  for (const [what, secret, found] of rows)
    test(`is refused, with what to do, where it ${what}`, async () => {
      const [problem, ...more] = await problemsOf(load(secret));
      assert.deepEqual(more, []);
      assert.equal(problem?.where, password);
      assert.match(problem?.found ?? '', found);
      assert.match(problem?.remedy ?? '', /another one/);
      assert.ok(!JSON.stringify(problem).includes(secret), 'it is not told');
    });

  test('is none where it is long and rare, a passphrase of common words included', async () => {
    for (const secret of ['k4Tze!', 'password of another system', '90817263', 'Möwe-Öl-7x']) await load(secret);
  });

  test('is none of a header that is only switched on', async () => {
    await load('k4Tze!', 'true');
    assert.equal((await problemsOf(load('k4Tze!', 'tr')))[0]?.where, 'BYPASS');
  });

  test('is not what an account is called: that may be an ordinary word, which stays in every text', async () => {
    for (const name of ['probe', 'monitor', '4711', 'ada.lovelace']) {
      const environment = { [email]: name, [password]: 'k4Tze!', BYPASS: 'true' };
      const known = knownSecrets(await loadTarget(file, {}, environment), environment);
      assert.deepEqual([known[email], known[password]], [name === 'ada.lovelace' ? name : undefined, 'k4Tze!'], name);
    }
  });
});
