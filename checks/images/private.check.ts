import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { expectRefusal } from './image-claims.ts';

const { images } = target;

test(
  'a private image refuses whoever did not sign',
  claim({
    id: 'images/private',
    severity: 'P0',
    classes: ['image', 'timeout'],
    needs: reachabilityOf(images?.private?.host ?? ''),
    watched: images?.private,
  }),
  async ({ http }) => {
    const { host, path } = required(images?.private);
    const answer = await http.get(urlOf(host, path), { plain: true });
    expectRefusal(answer, [401, 403, 404], 'an unsigned request for a private image');
    expect(answer.type, 'what came instead').not.toMatch(/^image\//);
    rulesOut(`${path} refuses whoever did not sign`, host);
  },
);
