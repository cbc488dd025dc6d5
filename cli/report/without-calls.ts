/**
 * What the page may load: only what it carries itself. The browser holds it to that, whatever a later Allure puts in. A
 * link that a reader clicks still leads where it says.
 */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' data: blob:",
  "style-src 'unsafe-inline' data:",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  'connect-src data: blob:',
  'frame-src data: blob:',
  "form-action 'none'",
].join('; ');

/** Allure tells an analytics service about every page that is opened; it has no setting against that. */
const analytics =
  /\s*<script[^>]*googletagmanager[^>]*><\/script>\s*<script>(?:(?!<\/script>)[\s\S])*?gtag\((?:(?!<\/script>)[\s\S])*?<\/script>/;

/**
 * Takes the analytics out of a page that Allure made, and forbids it to call anybody.
 *
 * @throws {Error} when the page is not as known: it is then not written at all.
 */
export function withoutCalls(html: string): string {
  const quiet = html
    .replace(analytics, '')
    .replace(
      '<meta charset="utf-8">',
      (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`,
    );
  if (/googletagmanager|google-analytics/.test(quiet))
    throw new Error('the analytics of the Allure page were not found where they are known to be');
  if (!quiet.includes(policy)) throw new Error('the Allure page has no place for its content policy');
  return quiet;
}
