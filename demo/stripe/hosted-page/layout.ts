import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';

const asset = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

const style = ['base', 'summary', 'form', 'submit-button', 'notice']
  .map((name) => asset(`./styles/${name}.css`))
  .join('\n');
const script = asset('./checkout.js');

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%23635bff'/%3E%3C/svg%3E";

export type Html = ReturnType<typeof html>;

/** One document with everything in it: the page loads nothing from anywhere. */
export function layout(title: string, nonce: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${title}</title>
    <link rel="icon" href="${raw(icon)}">
    <style nonce="${nonce}">${raw(style)}</style>
  </head>
  <body>
    ${body}
    <script nonce="${nonce}">${raw(script)}</script>
  </body>
</html>`;
}

/** Allows what the document itself holds, and posting back to where it came from. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    'img-src data:',
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
