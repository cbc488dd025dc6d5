import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { expectRefusal } from './refusal.ts';

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
    await expectRefusal(http, urlOf(host, path), 'an unsigned request for a private image');
    expect(http.sent, 'requests for the image').toBeGreaterThan(0);
    rulesOut(`${path} refuses whoever did not sign`, host);
  },
);
