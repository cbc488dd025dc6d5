import type { Incident } from './incident.ts';
import { lookAtRollout } from './steps.ts';
import { unfitSignIn } from './unfit-sign-in.ts';

const nothingAgainstTheRelease = { scope: 'none', why: 'nothing known against it' } as const;

/** What keeps Watchpost itself from looking. Chosen by diagnosis, not by signs: they show in a whole run. */
export const secretMissing: Incident = {
  id: 'secret-missing',
  title: 'A setting or secret of Watchpost is missing or refused',
  severity: 'P3',
  affected: 'no user that we know of; part of the target was not looked at',
  symptoms: ['the checks that need it did not run; the others did'],
  signs: [],
  firstChecks: ['Is the variable set where Watchpost runs?', 'Was the probe account locked, or its password changed?'],
  steps: [
    {
      text: 'Set the variable named above where Watchpost runs (repository or job secret)',
      expect:
        'set, and still refused -> its value: a changed password, a revoked key; not set -> Do 2 after setting it',
    },
    {
      text: 'what the secret opens again',
      command: 'npm run check -- --target {target}',
      expect: 'the checks run -> over; exit code 4 -> it names what is still missing',
    },
    {
      text: 'still refused; a new password for the probe account',
      expect: 'it signs in -> over; refused -> the account is locked or gone: make another',
      afterMinutes: 60,
    },
  ],
  selfHealing: 'Not by itself; until then these checks see nothing.',
  rollback: nothingAgainstTheRelease,
};

/** Also chosen by diagnosis: a check that did not run has no code. */
export const consentMissing: Incident = {
  id: 'consent-button-missing',
  title: 'The consent dialog has no button that the target names',
  severity: 'P3',
  affected: 'no user that we know of; what lies under the dialog was not looked at',
  symptoms: ['checks of pages did not run; the others did'],
  signs: [],
  firstChecks: ['Did the words on the button change, or its language?', 'Was the tool for consent exchanged?'],
  steps: [
    {
      text: 'Open the site in a private window and read what the buttons of its consent dialog are called',
      expect: 'another name -> Do 2; no button at all -> the owner of the site: nobody can go on',
    },
    {
      text: 'set `frontend.consent.button` of the target to that name; then',
      command: 'npm run check -- --target {target} --check {check}',
      expect: 'the check runs -> over; exit code 4 again -> it names the button that it looked for',
    },
    {
      text: 'still not pressed',
      expect: 'it has that name only in your language -> name it in the one that the probe is given',
      afterMinutes: 60,
    },
  ],
  selfHealing: 'Not by itself; until then these checks see nothing.',
  rollback: nothingAgainstTheRelease,
};

/** The same for what the probe's mail is read with. */
export const mailboxUnreadable: Incident = {
  id: 'mailbox-unreadable',
  title: "The probe's mailbox cannot be read",
  severity: 'P3',
  affected: 'no user that we know of; signing in by mail was not looked at',
  symptoms: ['checks that need a session did not run; the others did'],
  signs: [],
  firstChecks: ['Was the key of the mailbox API changed or revoked?', 'Is the mailbox service itself up?'],
  steps: [
    {
      text: 'Ask `auth.mailbox.url` by hand, with the headers that the target names',
      expect: '401 or 403 -> Do 2; no answer or 5xx -> its operator; 200 -> `auth.mailbox.list` and `text`',
    },
    {
      text: 'a new key for the mailbox, in the variable that the target names; then',
      command: 'npm run check -- --target {target} --check {check}',
      expect: 'the check runs -> over; exit code 4 again -> it says what the mailbox answers now',
    },
    {
      text: 'set `auth.mailbox` to where its answer has the list and the text of a mail',
      expect: 'the check runs -> over; exit code 4 again -> it names the place that it looked at',
      afterMinutes: 60,
    },
  ],
  selfHealing: 'Only where the mailbox service was down; a refused key stays refused.',
  rollback: nothingAgainstTheRelease,
};

export const edgeBlocksProbe: Incident = {
  id: 'edge-blocks-probe',
  title: 'The edge refuses Watchpost everywhere; nothing can be said of the app',
  severity: 'P2',
  affected: 'unknown: users may be fine. Open the site yourself to know',
  symptoms: ['every host answers 403 to the probe', 'user traffic may be normal'],
  signs: [],
  firstChecks: [
    'Was a WAF or bot rule changed?',
    'Does our bypass header still have the right value (target: access)?',
  ],
  steps: [
    {
      text: 'does a plain client get through?',
      command: 'curl -sSL -m 10 -o /dev/null -D - {app}/',
      expect: '200 -> only the probe is refused: Do 3; 403 -> users may be too: Do 2',
    },
    {
      text: 'the rules in force',
      command: 'aws wafv2 list-web-acls --region {region} --scope REGIONAL',
      expect: 'one changed since the last green run -> take that change back; none -> CloudFront: --scope CLOUDFRONT',
    },
    {
      text: 'Let the probe in by its header or address; see `access` in the target',
      expect: 'green -> over; 403 with the header -> its value differs from the one in the rule',
    },
    {
      text: 'users are refused too; take the newest rule out',
      expect: '200 from a phone -> over; 403 -> the next rule',
      afterMinutes: 10,
    },
  ],
  selfHealing: 'A rate rule lets go by itself within minutes; other rules do not.',
  rollback: nothingAgainstTheRelease,
};

export const secondTry: Incident = {
  id: 'second-try',
  title: 'It worked only on a second try',
  severity: 'P3',
  affected: 'perhaps some requests of some users',
  symptoms: ['single errors among many good answers'],
  signs: [],
  firstChecks: ['Seen in the run before as well? Then it is no accident'],
  steps: [
    {
      text: 'is it repeated?',
      command: 'npm run check -- --target {target} --check {check}',
      expect: 'OK -> a hiccup: leave it; degraded again -> one bad task, or a rollout under way: Do 2',
    },
    lookAtRollout,
    {
      text: 'it comes back; look for one bad task',
      expect: 'one task with errors in its log -> stop it; all alike -> the load balancer',
      afterMinutes: 30,
    },
  ],
  selfHealing: 'Often by itself.',
  rollback: { scope: 'none', why: 'one hiccup is no reason' },
};

export const watchingIncidents: readonly Incident[] = [
  secretMissing,
  consentMissing,
  mailboxUnreadable,
  ...Object.values(unfitSignIn),
  edgeBlocksProbe,
  secondTry,
];
