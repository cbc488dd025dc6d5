import type { Incident } from '#diagnosis/incident.ts';
import { rollbackSteps } from '#diagnosis/steps.ts';

const atFault = ['page-blank', 'page-unrecognised', 'page-does-not-stay', 'page-reports-error'];

/** Scripts that come whole and do not run to their end. */
export const brokenScriptIncidents: readonly Incident[] = [
  {
    id: 'scripts-blocked',
    title: 'The security policy of a page keeps its own scripts from running',
    severity: 'P1',
    affected: 'everyone who opens it: it may look well, and what needs a script does nothing',
    symptoms: ['buttons and forms that do nothing', '200 everywhere', '"Content Security Policy" in the console'],
    signs: atFault.map((code) => ({
      check: 'frontend/renders',
      codes: [code],
      facts: { problem: ['blocked-by-policy'] },
    })),
    firstChecks: [
      'Did the header content-security-policy change: in the app, the proxy or the CDN?',
      'Does the build write scripts into the page, whose hash or nonce the policy has to name?',
    ],
    steps: [
      {
        text: 'who sends the policy, and what does it allow?',
        command: 'curl -sS -m 10 -o /dev/null -D - {app}/ | grep -iE "^(content-security-policy|server|via|age):"',
        expect:
          'it came with the last deploy -> Do 2; a rule in front sends it -> take its last change back; none -> a <meta> of the page: Do 2',
      },
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before; then',
        expect: 'no script is blocked within 2 min -> stay there; the same -> the policy is set in front of the app',
      },
      {
        text: 'neither a deploy nor a rule in front',
        expect: 'the pages are cached with a nonce of yesterday -> clear them; they are not -> the owner of the pages',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'the policy, or scripts that it does not name, come with a deploy' },
  },
  {
    id: 'page-shows-error',
    title: 'A page is drawn, throws an error, and shows something else',
    severity: 'P1',
    affected: 'everyone who opens it: an error, or a part of it, stands in its place',
    symptoms: ['"something went wrong", or half a page', 'an error in the console'],
    signs: [
      {
        check: 'frontend/renders',
        codes: ['page-unrecognised'],
        facts: { problem: ['uncaught-error', 'printed-error'] },
      },
    ],
    firstChecks: ['The first error in the evidence, and whose script it names', 'Does it name a value of an API?'],
    steps: [
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before; then',
        expect: 'the page is itself within 2 min; the same error -> Do 2',
      },
      {
        text: 'open the page yourself, with the console, and the picture in the evidence',
        expect:
          'a value of an API is missing in the error -> that API; a blocked or missing file -> that; else its owner',
      },
      {
        text: 'the older build throws too',
        expect: 'the error names a value from the API -> roll the API back; it does not -> a flag, a script of others',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'what throws while a page is drawn is in its bundle' },
  },
];
