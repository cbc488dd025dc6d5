import { signedIn } from '#fixtures/claim/needs.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, remark } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { imageName, isPresigned, profileImages } from './image-claims.ts';
import { expiryOf, tampered } from './presigned-url.ts';

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
