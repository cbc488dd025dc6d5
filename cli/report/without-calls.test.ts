import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutCalls } from './without-calls.ts';

const analytics = `
    <script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>
    <script>
        window.dataLayer = window.dataLayer || [];
        function gtag(){dataLayer.push(arguments);}
    </script>`;
const page = (head: string) => `<head>
    <meta charset="utf-8">
    <script>window.before = 1</script>${head}
    <script>window.after = 1</script>
</head>`;

test('the analytics go, and the scripts around them stay', () => {
  const quiet = withoutCalls(page(analytics));
  assert.doesNotMatch(quiet, /googletagmanager|gtag/);
  assert.match(quiet, /window\.before[\s\S]*window\.after/);
});

test('the page forbids itself to load anything it does not carry', () => {
  assert.match(
    withoutCalls(page('')),
    /<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="default-src 'none'; /,
  );
});

test('a page with analytics elsewhere, or without a place for the policy, is not written', () => {
  assert.throws(() => withoutCalls(page('<img src="https://www.google-analytics.com/collect">')), /analytics/);
  assert.throws(() => withoutCalls('<head></head>'), /no place/);
});
