import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { target } from '#fixtures/runtime/settings.ts';

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
    const { host, indexMaxAgeSeconds } = required(frontend);
    const answer = await http.get(urlOf(host));
    expectStatus(answer, 200);
    const policy = answer.header('cache-control');
    const maxAge = /no-cache|no-store/.test(policy)
      ? 0
      : Number(/(?:s-maxage|max-age)=(\d+)/.exec(policy)?.[1] ?? Number.NaN);
    expect(maxAge, `seconds in cache-control "${policy}"`).toBeLessThanOrEqual(indexMaxAgeSeconds);
  },
);
