import type { Incident } from './incident.ts';

const nothingAgainstTheRelease = { scope: 'none', why: 'nothing known against it' } as const;

/** What keeps Watchpost itself from signing in through a page. Chosen by diagnosis: a check that did not run has no code. */
export const unfitSignIn = {
  'sign-in-form': {
    id: 'sign-in-form-misnamed',
    title: 'The page to sign in is not as the target describes it',
    severity: 'P3',
    affected: 'no user that we know of; what needs a session was not looked at',
    symptoms: ['checks that need a session did not run; the others did'],
    signs: [],
    firstChecks: ['Did the words beside the fields change, or their language?', 'Is the page another one by now?'],
    steps: [
      {
        text: 'Open the page in a private window and sign in by hand',
        expect: 'it works, and its fields are called otherwise -> Do 2; it does not work -> the owner of the page',
      },
      {
        text: 'set `auth.form` of the target to what the page shows; then',
        command: 'npm run check -- --target {target} --check {check}',
        expect: 'the check runs -> over; exit code 4 again -> it names the part that it looked for',
      },
      {
        text: 'still not found',
        expect:
          'it has that name only in your language -> a selector (css); it lies in a frame -> another kind of sign-in',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'Not by itself; until then these checks see nothing.',
    rollback: nothingAgainstTheRelease,
  },
  'probe-account': {
    id: 'probe-account-refused',
    title: 'The probe account is refused',
    severity: 'P3',
    affected: 'no user that we know of; what needs a session was not looked at',
    symptoms: ['checks that need a session did not run; the others did'],
    signs: [],
    firstChecks: ['Was the account locked or deleted, or its password changed?', 'Can you sign in yourself?'],
    steps: [
      {
        text: 'Sign in with your own account in a private window',
        expect: 'you get in -> it is the probe alone: Do 2; you do not -> nobody does: call the owner of sign-in',
      },
      {
        text: 'the sign-in of the probe by hand, with the variables that the target names',
        command: '{login-by-hand}',
        expect:
          'it gets in -> set them to the same where Watchpost runs; it is refused -> unlock the account, or give it a new password',
      },
      {
        text: 'it signs in again; name a second account as `auth.witness`',
        expect:
          'it signs in -> over, and next time it is known at once whether others are refused too; refused -> make another account',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'A lock may end by itself; a changed password does not.',
    rollback: nothingAgainstTheRelease,
  },
  'second-factor': {
    id: 'probe-asked-for-code',
    title: 'Beside its password the probe is asked for a code',
    severity: 'P3',
    affected: 'no user that we know of; what needs a session was not looked at',
    symptoms: ['checks that need a session did not run; the others did'],
    signs: [],
    firstChecks: ['Was a second factor made the rule, or switched on for this account?'],
    steps: [
      {
        text: 'Sign in with your own account in a private window',
        expect: 'no code is asked for -> it is the probe account: Do 2; everyone is asked -> let this account off it',
      },
      {
        text: 'switch the second factor of the probe account off, or have the app let this account off; then',
        command: 'npm run check -- --target {target} --check {check}',
        expect:
          'the check runs -> over; exit code 4 again -> the app asks for a code from a new device: let the probe off',
      },
      {
        text: 'it cannot be let off',
        expect: 'there is a token for machines -> `kind: "token"`; there is none -> mute these checks, with a date',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'Not by itself; until then these checks see nothing.',
    rollback: nothingAgainstTheRelease,
  },
  captcha: {
    id: 'probe-meets-captcha',
    title: 'A captcha stands between the probe and its session',
    severity: 'P3',
    affected: 'no user that we know of: people get by. What needs a session was not looked at',
    symptoms: ['checks that need a session did not run; the others did'],
    signs: [],
    firstChecks: ['Was a captcha switched on, or its threshold changed?', 'Does it show to you as well?'],
    steps: [
      {
        text: 'Sign in with your own account in a private window',
        expect: 'no captcha, or you get by -> only the probe is held up: Do 2; nobody gets by -> the owner of the page',
      },
      {
        text: 'have the app skip it for the probe: by a header (`access` of the target), or by the test keys of its maker; then',
        command: 'npm run check -- --target {target} --check {check}',
        expect: 'the check runs -> over; exit code 4 again -> the header does not reach who draws the captcha',
      },
      {
        text: 'it cannot be skipped',
        expect: 'there is a token for machines -> `kind: "token"`; there is none -> mute these checks, with a date',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'Where the tool was only suspicious of the probe, within hours; otherwise not.',
    rollback: nothingAgainstTheRelease,
  },
} satisfies Record<string, Incident>;
