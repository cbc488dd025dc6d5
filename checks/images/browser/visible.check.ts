import type { Locator } from '@playwright/test';
import { appears, locate, openPage, signIn } from '#fixtures/browser/browser.ts';
import { picturesOf } from '#fixtures/browser/pictures.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pageSession } from '#fixtures/session/session.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import { extentOf } from '#record/facts.ts';
import { imageFailures } from '../failures.ts';
import { expectSeveral, imageName, imagePatienceMs } from '../image-claims.ts';

const { images, auth } = target;

test(
  'every image of the profile shows itself in the browser',
  claim({
    id: 'images/visible',
    tier: 'browser',
    severity: 'P2',
    classes: ['image', 'render', 'timeout'],
    needs: [...signedIn(), 'images/profile', 'images/presigned', 'auth/browser-session'],
    watched: images?.page && auth,
  }),
  async ({ page, context, http }) => {
    const { path, landmark } = required(images?.page);
    await signIn(context, await pageSession(http));
    await openPage(page, path);
    if (!(await appears(locate(page, landmark)))) fail(imageFailures['image-page-not-shown'], { path });
    // What is outside of the main part, such as a logo, is not of the profile; a page without one is looked at whole.
    const all =
      (await page.getByRole('main').count()) > 0 ? page.getByRole('main').locator('img') : page.locator('img');
    const shown = all.filter({ visible: true });
    if (!(await appears(shown))) expectSeveral(`images on ${path}`, 0, 2);
    const loaded = await pollUntil(imagePatienceMs, () => comeToAll(shown));
    if (!loaded) fail(imageFailures['images-still-loading'], { path, ms: imagePatienceMs });
    const seen = await picturesOf(shown);
    for (const { url, width } of seen)
      note({ kind: 'probe', name: imageName(url), ok: width > 0, detail: `${width} px wide` });
    const broken = seen.filter(({ width }) => width === 0).map(({ url }) => imageName(url));
    const [count, total] = [broken.length, seen.length];
    const facts = { count, total, extent: extentOf(count, total), name: broken.join(', ') };
    if (count > 0) fail(imageFailures['image-not-shown'], facts);
    expectSeveral(`images on ${path}`, total, 2);
    expect(broken, 'images that show nothing').toHaveLength(0);
    rulesOut(`${total} of ${total} images of ${path} show themselves in the browser`);
  },
);

/** Scrolls to each image, as a person does, for some are loaded only then; whether all of them have come to their end. */
async function comeToAll(shown: Locator): Promise<boolean> {
  for (const image of await shown.all()) await image.scrollIntoViewIfNeeded({ timeout: 1_000 }).catch(goneAgain);
  return shown.evaluateAll((all) => all.every((image) => Reflect.get(image, 'complete')));
}

/** A page that draws itself anew takes its images with it: they are counted again. A browser that has gone says so next. */
const goneAgain = () => undefined;
