import type { Incident } from '#diagnosis/incident.ts';
import { headOf } from '#diagnosis/steps.ts';
import { buildBefore } from './file-steps.ts';

/** Files that a page names at other hosts: at one that is down, at one that nobody knows, at one of others. */
export const assetHostIncidents: readonly Incident[] = [
  {
    id: 'asset-host-down',
    title: 'The host that keeps the files of the page answers with errors',
    severity: 'P1',
    affected: 'everyone who loads the page afresh: it stays blank, unstyled, or without what those files do',
    symptoms: ['5xx for every file of one host', 'pages without styles, or blank'],
    signs: [{ check: 'frontend/assets', codes: ['asset-host-fails'] }],
    firstChecks: ['Is the CDN down, or what it fetches from?', 'Was an origin, a key or a bill changed there?'],
    steps: [
      {
        ...headOf('{url}', 'who answers: the CDN itself, or what lies behind it?'),
        expect: 'an error of the CDN -> its status page; of what lies behind -> Do 2; 200 -> it came back',
      },
      {
        text: 'where that host fetches its files: does it run, and may the CDN still read there?',
        expect: 'down -> start it; refused -> undo the last change of rights, names or keys; well -> the CDN',
      },
      {
        text: 'it will not come back soon: serve the files from the site itself, or from another CDN',
        expect: 'a build with that address brings them -> stay there; it does not -> its address is read elsewhere',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When the host comes back.',
    rollback: { scope: 'none', why: 'the files of the build before lie at the same host' },
  },
  {
    id: 'asset-host-unknown',
    title: 'The page loads scripts or styles from a host that does not answer',
    severity: 'P1',
    affected: 'everyone who loads the page afresh: it stays blank, unstyled, or without what those files do',
    symptoms: ['pages without styles, or blank', 'ERR_NAME_NOT_RESOLVED or ERR_CONNECTION_REFUSED in the console'],
    signs: [{ check: 'frontend/assets', codes: ['asset-host-unanswered'] }],
    firstChecks: [
      'Is it an address of a development machine, of another environment, or of a CDN that was given up?',
      'Which address of its files was the build made or started with?',
    ],
    steps: [
      {
        text: 'whose host is it?',
        expect: 'nobody should name it -> Do 2; our CDN, or that of others -> a copy on the site itself',
      },
      buildBefore('the page has its files within 2 min; the same, or no deploy -> a setting that is read at start'),
      {
        text: 'its name, its certificate, its account: is the CDN itself gone?',
        expect: 'ours -> mend it, and name it under hosts of the target; of others -> their status page',
      },
      {
        text: 'it will not come back soon: serve the files from the site itself',
        expect: 'a build with that address brings them -> stay there; it does not -> its settings are read elsewhere',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself, unless it is a CDN that comes back.',
    rollback: { scope: 'frontend', why: 'where a page looks for its files is built into it' },
  },
  {
    id: 'picture-host-unknown',
    title: 'The page shows pictures or fonts of a host that does not answer',
    severity: 'P3',
    affected: 'those who look closely: a picture is missing, or letters are of another type; the page works',
    symptoms: ['a box in place of a picture', 'ERR_NAME_NOT_RESOLVED or ERR_CONNECTION_REFUSED in the console'],
    signs: [
      {
        check: 'frontend/assets',
        codes: ['asset-host-unanswered'],
        outcome: 'degraded',
        explains: ['picture-missing'],
      },
      {
        check: 'frontend/renders',
        codes: ['page-calls-stranger'],
        outcome: 'degraded',
        facts: { problem: ['pictures'] },
      },
    ],
    firstChecks: [
      'May the machine that runs the probe reach that host at all?',
      'Is it an address of a development machine, or of a site that was given up?',
    ],
    steps: [
      {
        ...headOf('{url}', 'ask for the file from another machine too; its address stands in the evidence'),
        expect: 'an answer elsewhere alone -> the way out of the probe; none anywhere -> Do 2',
      },
      {
        text: 'whose host is it?',
        expect: 'ours -> mend it, and name it under hosts of the target; of others -> a copy on the site itself',
      },
      {
        text: 'in working hours: keep that copy, or name the host in network.thirdParties',
        expect: 'frontend/assets and frontend/renders are green -> done; the same -> another page names it too',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'When that host comes back.',
    rollback: { scope: 'none', why: 'the page works without it; going back costs more than it brings' },
  },
  {
    id: 'third-party-asset',
    title: 'A script or style of a third party does not come',
    severity: 'P3',
    affected: 'those who use what it is for: a chat, a map, a form of theirs; the page itself opens',
    symptoms: ['a part of the page that others make stays empty'],
    signs: [{ check: 'frontend/assets', codes: ['third-party-asset'], outcome: 'degraded' }],
    firstChecks: ['Whose file is it, and what does the page use it for?', 'Does their status page say something?'],
    steps: [
      {
        ...headOf('{url}', 'ask for their file yourself; its address stands in the evidence'),
        expect: '200 -> it came back; none, 4xx or 5xx -> their status page; see whether the page works without it',
      },
      {
        text: 'does the page open without it, and work?',
        expect: 'yes -> wait for them; no -> take it out of the page with the next release',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'When the third party mends it.',
    rollback: { scope: 'none', why: 'what fails is not ours' },
    thirdParty: 'whoever serves that file',
  },
];
