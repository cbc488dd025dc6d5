import { appears, locate, openPage, signIn } from '#fixtures/browser/browser.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pageSession } from '#fixtures/session/session.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import { extentOf } from '#record/facts.ts';
import { imageFailures } from './failures.ts';
import { expectSeveral, imageName, imagePatienceMs } from './image-claims.ts';

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
    const shown = page.locator('main img');
    if (!(await appears(shown))) expectSeveral(`images on ${path}`, 0, 2);
    const loaded = await pollUntil(imagePatienceMs, () =>
      shown.evaluateAll((all) => all.every((image) => Reflect.get(image, 'complete'))),
    );
    if (!loaded) fail(imageFailures['images-still-loading'], { path, ms: imagePatienceMs });
    const seen = await shown.evaluateAll((all) =>
      all.map((image) => ({
        url: String(Reflect.get(image, 'currentSrc')),
        width: Number(Reflect.get(image, 'naturalWidth')),
      })),
    );
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
