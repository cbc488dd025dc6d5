import { locate, openPage, signIn } from '#fixtures/browser/browser.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pageSession } from '#fixtures/session/session.ts';
import { imageName, imagePatienceMs } from './image-claims.ts';

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
    await expect(locate(page, landmark).first()).toBeVisible();
    const shown = page.locator('main img');
    await expect(shown.first()).toBeVisible();
    await expect
      .poll(() => shown.evaluateAll((all) => all.every((image) => Reflect.get(image, 'complete'))), {
        timeout: imagePatienceMs,
      })
      .toBe(true);
    const seen = await shown.evaluateAll((all) =>
      all.map((image) => ({
        url: String(Reflect.get(image, 'currentSrc')),
        width: Number(Reflect.get(image, 'naturalWidth')),
      })),
    );
    for (const { url, width } of seen)
      note({ kind: 'probe', name: imageName(url), ok: width > 0, detail: `${width} px wide` });
    const broken = seen.filter(({ width }) => width === 0).map(({ url }) => imageName(url));
    if (broken.length > 0)
      fail('image', `${broken.length} of ${seen.length} images show nothing: ${broken.join(', ')}`);
    expect(seen.length, 'images on the page').toBeGreaterThan(1);
  },
);
