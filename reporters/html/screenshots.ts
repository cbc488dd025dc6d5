import type { RunRecord } from '#record/run-record.ts';
import { checkLink } from './check-link.ts';
import { html } from './markup.ts';
import type { Screen } from './screen.ts';

const picture = /^data:image\/(?:png|jpeg|webp);base64,[\w+/]+=*$/;

/** What the browser showed when a check failed. */
export function screenshotScreen(
  { checks }: RunRecord,
  screenshots: Readonly<Record<string, string>>,
): Screen | undefined {
  const shown = checks.flatMap((check) =>
    check.artifacts.flatMap(({ path }) => {
      const url = screenshots[path];
      return url && picture.test(url) ? [{ check, url }] : [];
    }),
  );
  if (shown.length === 0) return undefined;
  const body = shown.map(
    ({ check, url }) =>
      html`<figure><img src="${url}" alt="The page when ${check.id} failed"><figcaption>${checkLink(check.id)}: ${check.failure?.message ?? check.title}</figcaption></figure>`,
  );
  return {
    id: 'screenshots',
    title: 'What the browser showed',
    short: 'Screenshots',
    body,
  };
}
