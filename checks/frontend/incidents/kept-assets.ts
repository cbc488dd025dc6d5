import type { Incident } from '#diagnosis/incident.ts';
import { headOf } from '#diagnosis/steps.ts';

/** Files that browsers keep: those of a build before this one, and those whose name promises that they never change. */
export const keptAssetIncidents: readonly Incident[] = [
  {
    id: 'asset-purged',
    title: 'The scripts of the release before are gone',
    severity: 'P2',
    affected: 'those with a tab opened before the deploy: their next page fails until they reload',
    symptoms: ['ChunkLoadError for a while after each deploy'],
    signs: [{ check: 'frontend/previous-assets', codes: ['previous-assets-gone'], outcome: 'any' }],
    firstChecks: ['Does the deploy delete what it does not upload (sync --delete)?'],
    steps: [
      {
        ...headOf('{url}', 'upload the assets of the build before again, beside the new ones; then ask for one'),
        expect: '200 -> open tabs work again; 403 or 404 -> it went to another place',
      },
      {
        text: 'the deploy deletes too early: assets first, the index last, old assets go days later',
        expect: 'green after the next deploy -> done; red again -> the deploy still deletes them',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'It fades as people reload; gone within a day. It comes back with the next deploy.',
    rollback: { scope: 'none', why: 'going back would only break the tabs opened since' },
  },
  {
    id: 'asset-overwritten',
    title: 'A script or style changed under a name that promises it never does',
    severity: 'P2',
    affected: 'perhaps nobody; browsers that kept the old bytes run other code than the rest',
    symptoms: ['one release, and it does not behave the same everywhere'],
    signs: ['frontend/assets', 'frontend/previous-assets'].map((check) => ({
      check,
      codes: ['asset-bytes-changed'],
      outcome: 'degraded' as const,
      explains: ['page-blank', 'page-unrecognised', 'page-reports-error'],
    })),
    firstChecks: [
      'Did an upload overwrite a file of a build that was out already?',
      'Does something on the way rewrite scripts on purpose?',
    ],
    steps: [
      headOf(
        '{url}',
        'since when (last-modified), from where (server, via)',
        'the time of an upload -> build and deploy anew; nobody uploaded then -> take it for tampering, tell security',
      ),
      {
        text: 'build and deploy anew, so that the file gets a name of its own',
        expect: 'a new name in the index -> done; the same name -> the build does not hash its contents',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'Not by itself: browsers keep what they have for as long as the name lives.',
    rollback: { scope: 'none', why: 'pages work; a new build brings new names' },
  },
];
