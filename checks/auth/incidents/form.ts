import type { Incident } from '#diagnosis/incident.ts';
import { lookAgain, rollbackSteps } from '#diagnosis/steps.ts';
import { api, log, rollBack } from './steps.ts';

/** Checks that sign in, be it for the run or for themselves alone. */
const signingIn = ['auth/login', 'auth/refresh', 'auth/rotation', 'auth/browser-session', 'auth/wrong-credentials'];

const buildBefore = (expect: string) => ({
  ...rollbackSteps.frontend,
  text: 'deploy the build before, where one came since it last held; then',
  expect,
});

/** What comes of signing in through a page. */
export const formIncidents: readonly Incident[] = [
  {
    id: 'form-missing',
    title: 'The page to sign in shows no form that can be filled in',
    severity: 'P1',
    affected: 'everyone who signs in; sessions that are open go on',
    symptoms: ['the page stays empty, or shows a spinner without end'],
    signs: signingIn.map((check) => ({ check, codes: ['form-missing', 'form-page-ended'], outcome: 'any' })),
    firstChecks: ['Does the page load all its scripts?', 'Does it wait for an API that does not answer?'],
    steps: [
      buildBefore('the form shows within 2 min; still none, or no deploy -> Do 2'),
      {
        text: 'open the page in a private window, with the console and the network open',
        expect: 'an error of a script -> that bundle; a request that fails -> its API; the form shows -> Do 3',
      },
      {
        ...lookAgain('{check}'),
        expect: 'green -> it was slow: how often?; red -> the form lies in a frame, or is drawn without fields',
      },
      {
        text: 'still no form; the flag or the provider that decides which form shows',
        expect: 'it was switched -> switch it back; it was not -> call the owner of the page',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'the form is code of the bundle' },
    team: 'frontend',
  },
  {
    id: 'form-leads-away',
    title: 'Who signs in gives the password to a host that the target does not name',
    severity: 'P0',
    affected: 'everyone who signs in: whoever has that host can read what they type',
    symptoms: ['a form that looks as ever', 'sign-ins per minute fall, or do not'],
    signs: signingIn.map((check) => ({ check, codes: ['form-leads-away'], outcome: 'any' })),
    firstChecks: ['Whose is the host that stands above?', 'Has a script of others been changed?'],
    steps: [
      {
        text: 'is the host that stands above one of ours, or of who signs people in for us?',
        expect: 'ours, and meant -> name it under `hosts` or `network.thirdParties` of the target; not ours -> Do 2',
      },
      buildBefore(
        'the form is sent home within 2 min; still led away, or no deploy -> a script of others: take it out',
      ),
      {
        text: 'where the form was sent since, by the logs of the edge and of sign-ins',
        expect: 'people may have typed there -> security: have them choose new passwords; nobody -> close it',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'the form is code of the bundle' },
    team: 'frontend',
  },
  {
    id: 'form-not-sent',
    title: 'The form to sign in does nothing when it is sent',
    severity: 'P1',
    affected: 'everyone who signs in; sessions that are open go on',
    symptoms: ['people press the button again and again', 'sign-ins per minute drop to 0, and no error in any log'],
    signs: signingIn.map((check) => ({ check, codes: ['form-not-sent'], outcome: 'any' })),
    firstChecks: ['Does the page show an error of a script?', 'Is something laid over the button?'],
    steps: [
      buildBefore('the form is sent within 2 min; still not, or no deploy -> Do 2'),
      {
        text: 'sign in with your own account in a private window, with the console and the network open',
        expect:
          'an error of a script -> that bundle; you get in -> Do 3; the form asks for something more -> the target must describe it',
      },
      {
        ...lookAgain('{check}'),
        expect:
          'green -> the page took long to react: how often?; red -> what the page checks before it sends anything',
      },
      {
        text: 'still nothing is sent; the flag or the tool that decides what the button does',
        expect: 'it was switched -> switch it back; it was not -> call the owner of the page',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'what a button does is code of the bundle' },
    team: 'frontend',
  },
  {
    id: 'form-answer-kept-back',
    title: 'The browser keeps the answer to the sign-in from the page (CORS)',
    severity: 'P1',
    affected: 'everyone who signs in; sessions that are open go on',
    symptoms: ['sign-ins end in a network error on the page', 'the API answers, and its log shows no error'],
    signs: signingIn.map((check) => ({ check, codes: ['form-answer-kept-back'], outcome: 'any' })),
    firstChecks: ['Did the origin of the pages change, or the list of those that the API allows?'],
    steps: [
      rollBack('the form signs in within 3 min; still not, or no rollout -> Do 2'),
      {
        text: 'open the page in a private window and send the form, with the console open',
        expect: 'it names the header that is missing -> allow the origin of the page there; it names none -> Do 3',
      },
      log(
        '?CORS ?origin ?login',
        'an origin that is refused -> the list of allowed ones; nothing -> what stands before the API',
      ),
      {
        ...lookAgain('{check}'),
        expect: 'green -> over; red -> the edge or the gateway answers in the place of the API: its own CORS rules',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('which origins may ask is set by the API'),
    logs: '?CORS ?origin ?login',
  },
  {
    id: 'form-lets-nobody-in',
    title: 'The form to sign in is sent, and nobody is signed in',
    severity: 'P1',
    affected:
      'perhaps everyone who signs in; perhaps only the probe, which no longer knows what a signed-in page shows',
    symptoms: ['the page stays as it was; or all is well and looks new'],
    signs: signingIn.map((check) => ({ check, codes: ['form-lets-nobody-in'], outcome: 'any', vague: true })),
    firstChecks: [
      'Can you sign in yourself?',
      'Is what the target calls signed in (auth.form.signedIn) still on the page?',
    ],
    steps: [
      {
        text: 'sign in with your own account in a private window',
        expect:
          'you get in -> set `auth.form.signedIn` to what shows then; the page stays as it was -> Do 2; an error -> Do 3',
      },
      buildBefore('the form signs in within 2 min; still not, or no deploy -> Do 3'),
      log('?login ?session', 'an error -> its first line says where; a login without one -> the page does not take it'),
      rollBack('the form signs in within 3 min; still not, or no rollout -> the cookie or token between both'),
      {
        ...lookAgain('{check}'),
        expect: 'green -> over; red -> the page asks for something that the target does not describe: open its screen',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'what a page does with an answer is code of the bundle' },
    logs: '?login ?session',
  },
  {
    id: 'refusal-not-shown',
    title: 'The page refuses wrong credentials and tells nobody',
    severity: 'P3',
    affected: 'those who mistype: the form stays as it is, and they do not know why',
    symptoms: ['people press the button again and again', 'a wave of password resets'],
    signs: [{ check: 'auth/wrong-credentials', codes: ['refusal-not-shown'], outcome: 'any' }],
    firstChecks: ['Is the message there, and only not where the target looks (auth.form.refused)?'],
    steps: [
      {
        text: 'send the form with a wrong password',
        expect: 'a message shows -> name it in `auth.form.refused`; none shows -> Do 2',
      },
      buildBefore(
        'a message shows within 2 min; still none, or no deploy -> the page reads another error than it gets',
      ),
      {
        ...lookAgain('{check}'),
        expect: 'green -> done; red -> a ticket for the owner of the page',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'what a page shows is code of the bundle' },
    team: 'frontend',
  },
];
