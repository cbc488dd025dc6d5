import { reachabilityOf, signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { imageFailures } from './failures.ts';
import { expectImages, expectSeveral, readProfile } from './image-claims.ts';

const { images, auth } = target;
const reachabilityOfImages = Object.keys(target.hosts).includes('images') ? reachabilityOf('images') : [];

test(
  'every image of the profile is there and is an image',
  claim({
    id: 'images/profile',
    severity: 'P2',
    classes: ['image', 'latency', 'timeout'],
    needs: [...reachabilityOfImages, ...signedIn(), 'images/presigned'],
    watched: images && auth,
    budgetMs: target.budgets.image,
  }),
  async ({ http }) => {
    const { urls, broken } = await readProfile(http);
    if (broken.length > 0) fail(imageFailures['image-address-missing'], { field: broken.join(', ') });
    expectSeveral('images of the probe user', urls.length, required(images).atLeast);
    await expectImages(http, urls);
    expect(urls, 'images of the probe user').not.toHaveLength(0);
    rulesOut(`${urls.length} of ${urls.length} images of the profile are whole`);
  },
);
