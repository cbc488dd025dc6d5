import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { degrade, fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { keepingOf } from './cache-policy.ts';
import { frontendFailures } from './failures.ts';

const { frontend } = target;

test(
  'the index is not cached for long, so that a deploy reaches everyone',
  claim({
    id: 'frontend/cache',
    severity: 'P2',
    classes: ['release', 'http-error'],
    needs: [...reachabilityOf(frontend?.host ?? ''), 'frontend/pages'],
    watched: frontend,
  }),
  async ({ http }) => {
    const { host, indexMaxAgeSeconds: expected } = required(frontend);
    const answer = await http.get(urlOf(host), { follow: true });
    expectStatus(answer, 200);
    const got = answer.header('cache-control');
    const { seconds, said } = keepingOf((name) => answer.header(name));
    const facts = { header: 'cache-control', got, expected, seconds };
    if (!said && seconds > expected) return degrade('advisory', frontendFailures['index-cache-unsaid'], facts);
    if (seconds > expected) fail(frontendFailures['index-cached-too-long'], facts);
    expect(seconds, `seconds in cache-control "${got}"`).toBeLessThanOrEqual(expected);
    rulesOut(`the index may be cached for ${seconds} s`, host);
  },
);
