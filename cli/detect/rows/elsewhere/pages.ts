import { frontendFailures } from '#checks/frontend/failures.ts';
import { type Change, degradedAs, failingAs } from '#record/samples/sample-check.ts';
import { mendedBy } from '../../truth.ts';
import { answered, type ElsewhereRow } from './row.ts';

const web = mendedBy(['web']);
const vendor = mendedBy(['web', 'backend'], 'third-party');
const asset = (name: string, detail: string, assetKind: 'image' | 'script' | 'style') => ({
  ...{ name, url: `https://app.example${name}`, detail, assetKind, count: 1, total: 9 },
});
const page = { path: '/', problem: 'no-error' };
const hero = 'https://img.example/hero.webp';
const picture = { url: hero, host: 'img.example', path: '/', count: 1, total: 9 };
/** The page names a picture, and others may keep it. */
const keptBy = mendedBy(['web', 'backend', 'platform']);

const ofThirdParty = (change: Change): Change =>
  change.failure ? { ...change, failure: { ...change.failure, party: 'third-party' } } : change;

/** What is wrong with pages, and with what they load. */
export const pages: readonly ElsewhereRow[] = [
  {
    what: 'a CDN shows its own error for every page',
    changes: {
      'frontend/pages': failingAs(frontendFailures['site-fails'], { ...answered('GET /', 530), count: 2, total: 2 }),
    },
    means: ['frontend-down'],
    truth: web.release,
  },
  {
    what: 'a script of a third party is down',
    changes: {
      'frontend/assets': ofThirdParty(
        degradedAs('advisory', frontendFailures['third-party-asset'], {
          ...{ name: 'https://tags.example/gtag.js', count: 1, detail: 'refuses connections' },
        }),
      ),
    },
    means: ['third-party-asset'],
    truth: vendor.outside,
  },
  {
    what: 'a style sheet imports one that is not there',
    changes: {
      'frontend/assets': failingAs(frontendFailures['asset-missing'], asset('/theme.css', 'answered 404', 'style')),
    },
    means: ['asset-missing'],
    truth: web.release,
  },
  {
    what: 'a script comes as a page, from an address without an ending',
    changes: {
      'frontend/assets': failingAs(frontendFailures['asset-wrong-type'], {
        ...asset('/combo', 'is text/html', 'script'),
        ...{ type: 'text/html', status: 200, expected: 'script' },
      }),
    },
    means: ['asset-fallback', 'asset-broken'],
    truth: web.release,
  },
  {
    what: 'a picture is gone from the image CDN, and the page shows a gap',
    changes: {
      'frontend/renders': failingAs(frontendFailures['picture-missing'], {
        ...picture,
        ...{ status: 404, problem: 'gone', detail: 'answered 404', extent: 'some' },
      }),
      'frontend/assets': degradedAs('advisory', frontendFailures['asset-missing'], {
        ...asset('/hero.webp', 'answered 404', 'image'),
        ...{ url: hero, name: hero },
      }),
    },
    means: ['picture-missing'],
    truth: keptBy.release,
  },
  {
    what: 'the image CDN lost its right to read the bucket',
    changes: {
      'frontend/renders': failingAs(frontendFailures['picture-missing'], {
        ...picture,
        ...{ status: 403, problem: 'denied', detail: 'answered 403', extent: 'all', count: 9 },
      }),
    },
    means: ['pictures-missing'],
    truth: keptBy.release,
  },
  {
    what: 'a policy of the page forbids the host of its pictures',
    changes: {
      'frontend/renders': failingAs(frontendFailures['picture-missing'], {
        ...picture,
        ...{ errorCode: 'csp', problem: 'by-policy', detail: 'is forbidden', extent: 'all' },
      }),
    },
    means: ['picture-kept-back'],
    truth: web.release,
  },
  {
    what: 'a part that the page loads as it runs is not there, under a name that no file holds',
    changes: {
      'frontend/renders': failingAs(frontendFailures['page-reports-error'], {
        ...{ url: 'https://app.example/parts/7.4f1c.js', count: 2, problem: 'file-failed', status: 404 },
        detail: 'failed request: answered 404 (https://app.example/parts/7.4f1c.js)',
      }),
    },
    means: ['page-lacks-file'],
    truth: web.release,
  },
  {
    what: 'the CDN of the files lost the header that lets the pages have them',
    changes: {
      'frontend/renders': failingAs(frontendFailures['page-reports-error'], {
        ...{ url: 'https://cdn.example/parts/7.4f1c.js', count: 2, problem: 'file-kept-back', status: 200 },
        detail: 'failed request: answered 200 and was kept back (https://cdn.example/parts/7.4f1c.js)',
      }),
    },
    means: ['file-kept-back'],
    truth: mendedBy(['web', 'platform']).outside,
  },
  {
    what: 'the build names its files at a CDN that was given up',
    changes: {
      'frontend/assets': failingAs(frontendFailures['asset-host-unanswered'], {
        ...asset('/_nuxt/entry.css', 'cdn-old.example does not resolve', 'style'),
        ...{ url: 'https://cdn-old.example/_nuxt/entry.css', origin: 'https://cdn-old.example' },
      }),
    },
    means: ['asset-host-unknown'],
    truth: web.release,
  },
  {
    what: 'the list of routes is answered with the page',
    changes: {
      'frontend/renders': failingAs(frontendFailures['page-reports-error'], {
        ...{ url: 'https://app.example/__manifest', count: 2, problem: 'site-data-failed', status: 200 },
        detail: "failed request: answered 200 with the site's own page (https://app.example/__manifest)",
      }),
    },
    means: ['page-lacks-site-data'],
    truth: web.release,
  },
  {
    what: 'a page cannot start without data of its own site, and shows an error',
    changes: {
      'frontend/renders': failingAs(frontendFailures['page-unrecognised'], {
        ...{ path: '/about', problem: 'site-data-failed', status: 500, detail: 'answered 500' },
        url: 'https://app.example/about/_payload.json',
      }),
    },
    means: ['no-page-for-site-data'],
    truth: web.release,
  },
  {
    what: 'a route of the API fails, and the page prints what came of it',
    changes: {
      'frontend/renders': failingAs(frontendFailures['page-request-failed'], {
        ...{ url: 'https://api.example/items', status: 500, detail: 'answered 500', count: 1, problem: 'throws' },
      }),
    },
    means: ['page-data'],
    truth: mendedBy(['backend']).release,
  },
  {
    what: 'the page throws while it starts, and shows itself all the same',
    changes: {
      'frontend/renders': failingAs(frontendFailures['page-reports-error'], {
        ...{ url: 'https://app.example/', count: 1, problem: 'page-error', detail: 'page error: t is not a function' },
      }),
    },
    means: ['page-errors'],
    truth: web.release,
  },
  {
    what: 'signed out, every page is the one to sign in',
    changes: { 'frontend/renders': failingAs(frontendFailures['page-unrecognised'], page) },
    means: ['page-unrecognised'],
    truth: web.release,
  },
  {
    what: 'a banner lies over the page',
    changes: { 'frontend/renders': failingAs(frontendFailures['page-covered'], page) },
    means: ['page-unusable'],
    truth: web.release,
  },
  {
    what: 'a guard of the session loads the page again and again',
    changes: { 'frontend/renders': failingAs(frontendFailures['page-reloads'], { path: '/', count: 9 }) },
    means: ['page-does-not-stay'],
    truth: web.release,
  },
];
