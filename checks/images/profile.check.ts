import { signedIn, wayTo } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, given, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { expectImages, readProfile } from './image-claims.ts';

const { images, auth } = target;
const wayToImages = Object.keys(target.hosts).includes('images') ? wayTo('images') : [];

test(
  'every image of the profile is there and is an image',
  claim({
    id: 'images/profile',
    severity: 'P2',
    classes: ['image', 'latency', 'timeout'],
    needs: [...wayToImages, ...signedIn(), 'images/presigned'],
    watched: images && auth,
    budgetMs: target.budgets.image,
  }),
  async ({ http }) => {
    const { urls, broken } = await readProfile(http);
    if (broken.length > 0) fail('image', `the user has no image address in ${broken.join(', ')}`);
    expect(urls.length, 'images of the probe user').toBeGreaterThan(1);
    await expectImages(http, urls);
  },
);

test(
  'images that anyone may see are there',
  claim({
    id: 'images/samples',
    severity: 'P2',
    classes: ['image', 'latency', 'timeout'],
    needs: [...wayTo(images?.samples?.host ?? ''), 'images/profile'],
    watched: images?.samples,
  }),
  async ({ http }) => {
    const { host, paths } = given(images?.samples);
    expect(paths).not.toHaveLength(0);
    await expectImages(
      http,
      paths.map((path) => urlOf(host, path)),
    );
  },
);
