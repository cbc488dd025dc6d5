import { signedIn, wayTo } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, given, test } from '#fixtures/index.ts';
import { fail, remark } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pooledOver } from '#fixtures/timing/concurrency.ts';
import { imageName, imagePatienceMs, isPresigned, profileImages } from './image-claims.ts';
import { expiryOf, tampered } from './presigned-url.ts';

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
    const origin = new URL(urlOf(given(frontend).host)).origin;
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

test(
  'a private image refuses whoever did not sign',
  claim({
    id: 'images/private',
    severity: 'P0',
    classes: ['image', 'timeout'],
    needs: wayTo(images?.private?.host ?? ''),
    watched: images?.private,
  }),
  async ({ http }) => {
    const { host, path } = given(images?.private);
    const answer = await http.get(urlOf(host, path), { plain: true });
    expectStatus(answer, [401, 403, 404], { what: 'an unsigned request for a private image', as: 'image' });
    expect(answer.type, 'what came instead').not.toMatch(/^image\//);
  },
);

test(
  'presigned images are good for now and only as they were signed',
  claim({
    id: 'images/presigned',
    severity: 'P2',
    classes: ['image', 'timeout'],
    needs: [...signedIn()],
    watched: images?.presigned && target.auth,
  }),
  async ({ http }) => {
    const urls = (await profileImages(http)).filter(isPresigned);
    expect(urls.length, 'presigned images of the probe user').toBeGreaterThan(0);
    for (const url of urls) {
      const leftSeconds = Math.round((expiryOf(url).getTime() - Date.now()) / 1_000);
      if (Number.isNaN(leftSeconds)) fail('image', `${imageName(url)}: its signature does not say when it ends`);
      if (leftSeconds <= 0)
        fail('image', `${imageName(url)}: its signature ended ${-leftSeconds} s before it was handed out`);
      remark(`${imageName(url)} is signed for ${leftSeconds} s more`);
      const forged = await http.get(tampered(url), { plain: true });
      expectStatus(forged, 403, { what: `${imageName(url)} with a forged signature`, as: 'image' });
    }
  },
);
