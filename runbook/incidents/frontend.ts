import { freshIndex, headOf, lookAgain, watchIt } from '../common-steps.ts';
import type { Incident } from '../incident.ts';

const release = { scope: 'frontend', why: 'the build before this one has all its files' } as const;
const purgeOrder = 'the deploy deletes too early; assets first, the index last, old assets go days later';

export const frontendIncidents: readonly Incident[] = [
  {
    id: 'frontend-down',
    title: 'The site answers with an error instead of its page',
    severity: 'P0',
    hits: 'everyone: no page opens',
    symptoms: ['5xx from CloudFront', 'open tabs go on working until they load something'],
    signs: [{ check: 'frontend/pages', classes: ['http-error'] }],
    firstChecks: ['Error from CloudFront or from the origin (x-cache, server)?', 'Bucket policy and origin access'],
    steps: [
      headOf('{app}/', '"x-cache: Error from cloudfront" = the origin refuses'),
      {
        text: 'last change of the distribution',
        command:
          "aws cloudfront get-distribution --region us-east-1 --id {cloudfront-distribution} --query 'Distribution.[Status,LastModifiedTime]'",
      },
      freshIndex,
      { text: 'origin is whole, still 5xx; open a case with AWS; look at health.aws.amazon.com', afterMinutes: 15 },
    ],
    heals: 'CloudFront keeps an error for 10 s by default, then asks the origin again.',
    rollback: { scope: 'frontend', why: 'a deploy can have removed the index or changed the origin' },
  },
  {
    id: 'asset-missing',
    title: 'The page asks for a script or style that is not there',
    severity: 'P1',
    hits: 'everyone who loads the page afresh: it stays blank or unstyled',
    symptoms: ['403 or 404 for files under /assets/', 'a blank page with a ChunkLoadError'],
    signs: [{ check: 'frontend/assets', classes: ['asset', 'http-error'], statuses: [403, 404, 410] }],
    firstChecks: ['Did the upload of the last deploy finish?', 'Is the file in the bucket, or only not readable?'],
    steps: [
      headOf('{url}', '403 from S3 also means: no such file'),
      { text: 'Run the upload of the frontend deploy again: it is safe to repeat' },
      freshIndex,
      { text: 'file is in the bucket and still refused; origin access settings', afterMinutes: 15 },
    ],
    heals: 'Not by itself.',
    rollback: release,
  },
  {
    id: 'asset-fallback',
    title: 'A missing script is answered with the index page and 200',
    severity: 'P1',
    hits: 'everyone who loads the page afresh: it stays blank',
    symptoms: ["Unexpected token '<' in the console", 'no 4xx in any graph'],
    signs: [{ check: 'frontend/assets', classes: ['asset', 'contract'], statuses: [200], hints: /html/i }],
    firstChecks: ['Did the upload of the last deploy finish?', 'The SPA fallback must not cover /assets/'],
    steps: [
      headOf('{url}', 'text/html here = the fallback answered'),
      { text: 'Run the upload of the frontend deploy again: it is safe to repeat' },
      freshIndex,
      { text: 'uploaded, still HTML; the edge cached the fallback; invalidate /assets/*', afterMinutes: 15 },
    ],
    heals: 'Not by itself; the wrong answer may be cached as long as an asset is.',
    rollback: release,
  },
  {
    id: 'asset-purged',
    title: 'The scripts of the release before are gone',
    severity: 'P2',
    hits: 'those with a tab opened before the deploy: their next page fails until they reload',
    symptoms: ['ChunkLoadError for a while after each deploy'],
    signs: [{ check: 'frontend/previous-assets', classes: ['asset', 'http-error', 'contract'], outcome: 'any' }],
    firstChecks: ['Does the deploy delete what it does not upload (sync --delete)?'],
    steps: [
      headOf('{url}', 'gone, or only not readable?'),
      { text: 'Upload the assets of the build before again, beside the new ones' },
      { text: purgeOrder, afterMinutes: 24 * 60 },
    ],
    heals: 'It fades as people reload; gone within a day. It comes back with the next deploy.',
    rollback: { scope: 'none', why: 'going back would only break the tabs opened since' },
  },
  {
    id: 'stale-release',
    title: 'The site still hands out an older release',
    severity: 'P2',
    hits: 'everyone who loads the page: an old client talks to a new API',
    symptoms: ['the deploy is done, nobody sees it', 'requests the API no longer knows'],
    signs: [{ check: 'frontend/release', classes: ['release'], outcome: 'any' }],
    firstChecks: ['age and x-cache of the index', 'cache-control of index.html: no-cache?'],
    steps: [
      headOf('{app}/', 'a large "age" = the edge still holds the old index'),
      freshIndex,
      watchIt,
      { text: 'invalidated, still old; the upload did not reach the bucket', afterMinutes: 15 },
    ],
    heals: 'When the cache time of the index ends.',
    rollback: { scope: 'none', why: 'what is served is already the older release; go forward with an invalidation' },
  },
  {
    id: 'index-cached-too-long',
    title: 'The index may be cached for too long',
    severity: 'P3',
    hits: 'nobody yet; everyone for as long as it is cached, after the next deploy',
    symptoms: ['nothing before the next deploy'],
    signs: [{ check: 'frontend/cache', classes: ['contract', 'release', 'asset', 'latency'], outcome: 'any' }],
    firstChecks: ['cache-control of index.html in the bucket, and the cache policy of the distribution'],
    steps: [
      headOf('{app}/', 'cache-control should be no-cache or short'),
      { text: 'Set cache-control on upload; then invalidate once', afterMinutes: 24 * 60 },
    ],
    heals: 'Not by itself.',
    rollback: { scope: 'none', why: 'nothing is broken yet' },
  },
  {
    id: 'blank-page',
    title: 'Every file loads and the page stays empty',
    severity: 'P0',
    hits: 'everyone: a blank page, while every server graph is green',
    symptoms: ['200 everywhere', 'an uncaught error in the console at start'],
    signs: [{ check: 'frontend/renders', classes: ['render'], says: /blank|empty|nothing|does not appear/i }],
    firstChecks: [
      'The first uncaught error in the console: it stands in the evidence',
      'Was the build made with the right settings?',
    ],
    steps: [
      { text: 'Roll the frontend back: the error comes with the bundle' },
      freshIndex,
      lookAgain('{check}'),
      {
        text: 'the older build is blank too: something it loads at start has changed (API answer, CSP)',
        afterMinutes: 10,
      },
    ],
    heals: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'the bundle throws at start' },
  },
];
