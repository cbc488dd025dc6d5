import type { Incident } from '#diagnosis/incident.ts';
import { api, freshTasks, log, loginByHand, rollBack, rollout } from './steps.ts';

const everyone = 'everyone who signs in; sessions that are open go on';

/** Right credentials do not lead to a session. */
export const loginIncidents: readonly Incident[] = [
  {
    id: 'login-500',
    title: 'Sign-in with good credentials ends in an error of the API',
    severity: 'P1',
    affected: everyone,
    symptoms: ['5xx, or errors in a 200, on the sign-in route only', 'sign-ins per minute drop to 0'],
    signs: [{ check: 'auth/login', codes: ['login-failed', 'error-in-body'] }],
    firstChecks: ['Is the API ready?', 'Did a deploy or a change of secrets come just before?'],
    steps: [
      rollBack('signed in within 3 min; still the error, or no rollout -> Do 2'),
      {
        ...log(
          '?login ?jwt ?secretOrPrivateKey ?bcrypt',
          'a secret that must have a value -> set it for the task; a table or column that does not exist -> its migration did not run; another query or a driver -> database; a stack -> that code',
        ),
        elsewhere: { text: 'the API log, for login, session, error' },
      },
      rollout('one finished since it last held -> Do 1; one under way -> wait 5 min or stop it; none -> the log'),
      {
        text: 'not the release: what the route waits for',
        expect: 'a slow or failing query -> its index or its database; a missing secret -> restore it, then new tasks',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('the route worked with the release before'),
    logs: '?login ?jwt ?bcrypt',
  },
  {
    id: 'login-hangs',
    title: 'Sign-in takes requests and does not answer them',
    severity: 'P1',
    affected: everyone,
    symptoms: ['the sign-in turns and turns, then an error of the browser or a 504', 'sign-ins per minute drop to 0'],
    signs: [{ check: 'auth/login', codes: ['no-answer'], facts: { phase: ['request', 'answer'] } }],
    firstChecks: ['Does a wrong password hang too?', 'Did a deploy or a change of secrets come just before?'],
    steps: [
      rollBack('an answer within 3 min; it still hangs, or no rollout -> Do 2'),
      log(
        '?login ?timeout ?pool',
        'a time-out -> it names what it waited for: that part; no line of the request -> it never reached the route: Do 3',
      ),
      freshTasks('it answers -> it was stuck: watch for an hour; it hangs at once -> what the route waits for'),
      {
        text: 'not the release: what sign-in alone waits for (where users or sessions are kept, a provider of identities, mail, a limit on attempts)',
        expect: 'one does not answer from the same machine -> whoever runs it; all do -> the work itself: hashing',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When what it waits for comes back.',
    rollback: api('what a route waits for, and for how long, comes with a release or its settings'),
    logs: '?login ?timeout',
  },
  {
    id: 'login-401',
    title: 'Right passwords are rejected, for more than one account',
    severity: 'P1',
    affected: everyone,
    symptoms: ['401 on sign-in rises while 5xx stays flat', 'a wave of password resets'],
    signs: [{ check: 'auth/login', codes: ['login-refused'], facts: { controlAccount: ['refused'] } }],
    firstChecks: ['Was the way passwords are hashed or the user data changed?', 'Is it the right database?'],
    steps: [
      rollBack('sign-in 200 within 3 min; still 401, or no rollout -> Do 2'),
      log(
        '?login ?password ?"not found"',
        'user not found -> another or an empty database: its address in the task; password mismatch -> hashing or user data changed',
      ),
      rollout('one finished since it last held -> Do 1; none -> who changed users or their hashes, by a script?'),
      {
        text: 'not the release: the stored hash of a test user beside what the code expects',
        expect: 'another algorithm or cost -> accept both in the code; the same -> restore the users from a backup',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself. Tell people not to reset passwords.',
    rollback: api('a release can have changed how a password is compared, or which database is read'),
    logs: '?login ?password',
  },
  {
    id: 'probe-refused',
    title: 'The probe account is rejected; the second one got no clear answer',
    severity: 'P1',
    affected: 'perhaps only the probe; perhaps everyone who signs in',
    symptoms: ['none, where it is only the probe', '401 on sign-in rises, where it is everyone'],
    signs: [{ check: 'auth/login', codes: ['login-refused'], facts: { controlAccount: ['unclear'] } }],
    firstChecks: ['Can you sign in yourself?', 'Was the probe account locked, or its password changed?'],
    steps: [
      loginByHand(
        'the same login, with the variables of your own shell; then sign in as yourself',
        'a token or a cookie -> the run had another password: set its variables; rejected, and you get in -> a new password for the probe; you are rejected too -> Do 2',
      ),
      rollBack('both get in within 3 min; still rejected, or no rollout -> the users and their hashes'),
      {
        text: 'the next run asks the second account (`auth.witness` of the target) again',
        expect: 'it gets in next time -> only the probe is rejected; rejected too -> an outage',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'A locked account may open again by itself; nothing else does.',
    rollback: api('only if other accounts are rejected too'),
    logs: '?login ?password',
  },
  {
    id: 'confirmations-lost',
    title: 'Sign-in says of more than one account that its e-mail is not confirmed',
    severity: 'P1',
    affected: everyone,
    symptoms: ['people are asked to confirm an address that they confirmed long ago'],
    signs: [{ check: 'auth/login', codes: ['login-unconfirmed'], facts: { controlAccount: ['refused'] } }],
    firstChecks: ['Was the user table restored or migrated?', 'Was confirmation switched on for the project?'],
    steps: [
      rollout('one since it last held, or a migration of users -> its reverse; none -> the setting of the sign-in'),
      loginByHand(
        'the same login, with the variables of your own shell',
        'a token -> it has passed; not confirmed -> the field of the users is empty: Do 3',
      ),
      {
        text: 'in the database: users whose confirmation is gone (auth.users, email_confirmed_at)',
        expect:
          'all of them -> restore the column from the backup; those since a day -> mails of confirmation do not go out',
      },
      {
        text: 'cannot be restored at once: switch the need for a confirmation off until it is',
        afterMinutes: 30,
        expect: 'sign-in works -> restore, then switch it on again; it does not -> call the owner',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('only if a release or its migration touched the users'),
    logs: '?email_not_confirmed ?login',
  },
  {
    id: 'email-unconfirmed',
    title: 'The e-mail of an account that used to sign in is not confirmed',
    severity: 'P2',
    affected: 'this account, and whoever else lost the confirmation; the second account is not known to be hit',
    symptoms: ['"Email not confirmed" at sign-in, for some'],
    signs: [
      {
        check: 'auth/login',
        codes: ['login-unconfirmed'],
        facts: { controlAccount: ['accepted', 'unclear', 'not-asked'] },
      },
    ],
    firstChecks: [
      'Was the address of the account changed, or the account made anew?',
      'Do mails of confirmation go out?',
    ],
    steps: [
      loginByHand(
        'the same login, with the variables of your own shell',
        'a token -> it has passed; not confirmed -> Do 2',
      ),
      {
        text: 'confirm the account in the console of the sign-in, or set email_confirmed_at of auth.users to now()',
        expect: 'auth/login passes -> how many others are like that: Do 3; it comes back -> who resets it?',
      },
      {
        text: 'users without a confirmation who have signed in before',
        expect: 'none -> only this account; some -> the same for each, and what they have in common is the cause',
      },
      {
        text: 'new users are unconfirmed too: mails of confirmation do not arrive',
        afterMinutes: 60,
        expect:
          'the log of the mail provider has errors -> its key or its limit; it has none -> the template or its link',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'it is data of the account' },
    logs: 'email_not_confirmed',
  },
  {
    id: 'login-query-unknown',
    title: 'The API does not know the query of the sign-in',
    severity: 'P1',
    affected: everyone,
    symptoms: ['errors of validation on the sign-in only', 'clients of the release before cannot sign in'],
    // A target that was written wrongly shows the same from its first run on.
    signs: [{ check: 'auth/login', codes: ['query-unknown'], vague: true }],
    firstChecks: ['Did the schema change with the last release?', 'Did the sign-in ever hold with this target?'],
    steps: [
      rollout('one finished since it last held -> Do 2; none, or it never held -> `auth.extra` of the target'),
      rollBack('signed in within 3 min; still not valid, or no rollout -> the schema'),
      {
        text: 'the query of the target beside the schema that is served',
        expect: 'the app sends another one -> the target must follow; the same -> the schema lost what clients ask for',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('a schema changes with a release'),
    logs: '?validation ?"Cannot query"',
  },
  {
    id: 'login-without-token',
    title: 'Sign-in answers 200 and issues no access token',
    severity: 'P1',
    affected: everyone,
    symptoms: ['200 on sign-in, and the app stays signed out'],
    signs: [{ check: 'auth/login', codes: ['login-without-token'] }],
    firstChecks: ['Did the answer of sign-in change its fields with the last release?'],
    steps: [
      rollBack('a token in the answer within 3 min; none, or no rollout -> Do 2'),
      loginByHand(
        'which fields the answer has',
        'the token under another name -> the app, and `auth.fields` of the target, must follow; no token -> the log',
      ),
      log(
        '?login ?jwt ?sign',
        'an error while signing -> the JWT secret of the task; nothing -> the code of the route',
      ),
      {
        text: 'the field was renamed on purpose',
        expect: 'every client knows the new name -> change the target; one does not -> answer under both names',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('the answer had a token with the release before'),
    logs: '?login ?jwt',
  },
];
