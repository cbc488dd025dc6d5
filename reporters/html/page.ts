import { createHash } from 'node:crypto';
import { Html, html, type Part } from './markup.ts';
import { script } from './script.ts';
import { iconShapes, type Tone } from './status-badges.ts';
import { styles } from './styles.ts';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page itself forbids what it must not do: ask anyone for anything, or run what a target has said. */
const policy = [
  "default-src 'none'",
  'img-src data:',
  `style-src ${hashOf(styles)}`,
  `script-src ${hashOf(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const tabColours: Readonly<Record<Tone, string>> = { good: '1a7f45', warn: 'b7791f', bad: 'c0272d', none: '6b7280' };

/** A whole page that stands alone: styles, script and pictures are in it. */
export const renderPage = (title: string, tone: Tone, body: Part): string =>
  html`<!doctype html>
<html lang="en" class="${tone}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='%23${tabColours[tone]}'/%3E%3C/svg%3E">
<title>${title}</title>
<style>${new Html(styles)}</style>
</head>
<body>
${iconShapes}${body}<output class="unseen" aria-live="polite"></output>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
