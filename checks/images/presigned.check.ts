import { signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { imageFailures } from './failures.ts';
import { expectSeveral, imageName, profileImages } from './image-claims.ts';
import { expiryOf, isPresigned, tampered } from './presigned-url.ts';
import { expectRefusal } from './refusal.ts';

const { images } = target;

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
    expectSeveral('presigned images of the probe user', urls.length, 1);
    const now = Date.now();
    for (const url of urls) {
      const name = imageName(url);
      const expiry = expiryOf(url);
      const leftSeconds = Math.round((expiry.getTime() - now) / 1_000);
      if (Number.isNaN(leftSeconds)) fail(imageFailures['link-undated'], { name });
      const expired = { name, seconds: -leftSeconds, expiresAt: expiry.toISOString() };
      if (leftSeconds <= 0) fail(imageFailures['link-expired-when-issued'], expired);
      remark(`${name} is signed for ${leftSeconds} s more`);
      await expectRefusal(http, tampered(url), `${name} with a forged signature`);
    }
    expect(urls, 'presigned images of the probe user').not.toHaveLength(0);
    rulesOut(`${urls.length} of ${urls.length} presigned links are good for now, forged ones are refused`);
  },
);
