import { signedIn } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pooledOver } from '#fixtures/timing/concurrency.ts';
import { extentOf } from '#record/facts.ts';
import { imageFailures } from './failures.ts';
import { asBrowser, expectSeveral, imageName, imagePatienceMs, profileImages } from './image-claims.ts';
import { isPresigned } from './presigned-url.ts';

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
    const asked = { ...asBrowser, headers: { ...asBrowser.headers, origin }, timeoutMs: imagePatienceMs };
    const answers = await pooledOver(urls, 6, async (url) => [url, await http.get(url, asked)] as const);
    for (const [, answer] of answers) expectStatus(answer, 200);
    const refused = answers.flatMap(([url, answer]) => {
      const got = answer.header('access-control-allow-origin');
      return got === origin || got === '*' ? [] : [{ name: imageName(url), got }];
    });
    const [first] = refused;
    const [count, total] = [refused.length, urls.length];
    if (first)
      fail(imageFailures['image-origin-refused'], { ...first, origin, count, total, extent: extentOf(count, total) });
    expectSeveral('public images of the probe user', total, 1);
    expect(refused, 'images that refuse the frontend').toHaveLength(0);
    rulesOut(`${total} of ${total} public images may be read by ${origin}`);
  },
);
