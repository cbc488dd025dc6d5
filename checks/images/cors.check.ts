import { signedIn } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pooledOver } from '#fixtures/timing/concurrency.ts';
import { imageName, imagePatienceMs, isPresigned, profileImages } from './image-claims.ts';

const { images, frontend } = target;

test(
  'the frontend may read the images of the profile',
  claim({
    id: 'images/cors',
    severity: 'P2',
    classes: ['cors', 'http-error'],
    needs: [...signedIn(), 'images/profile'],
    watched: images?.cors && frontend && target.auth,
  }),
  async ({ http }) => {
    const origin = new URL(urlOf(required(frontend).host)).origin;
    const urls = (await profileImages(http)).filter((url) => !isPresigned(url));
    const asked = { plain: true, headers: { origin }, timeoutMs: imagePatienceMs };
    const answers = await pooledOver(urls, 6, async (url) => [url, await http.get(url, asked)] as const);
    for (const [url, answer] of answers) {
      expectStatus(answer, 200);
      const allowed = answer.header('access-control-allow-origin');
      if (allowed !== origin && allowed !== '*')
        fail('cors', `${imageName(url)} allows ${allowed || 'no origin'}, expected ${origin}`);
    }
    expect(urls.length, 'public images of the probe user').toBeGreaterThan(0);
  },
);
