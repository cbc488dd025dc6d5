import type { Incident } from '#diagnosis/incident.ts';
import { api, log, rollBack, rollout } from './steps.ts';

/** What becomes of sessions from before a deploy. */
export const sessionIncidents: readonly Incident[] = [
  {
    id: 'signed-in-fails',
    title: 'Sign-in works, and the API fails what signed-in users ask first',
    severity: 'P1',
    affected: 'everyone signed in: who they are is not told, and what rests on that fails',
    symptoms: ['people sign in and land on an error', '5xx on the route that says who is signed in'],
    signs: [
      { check: 'auth/me', codes: ['status-unexpected'], facts: { status: [500, 502, 503, 504] } },
      { check: 'auth/me', codes: ['error-in-body'] },
      { check: 'auth/me', codes: ['no-answer'], facts: { phase: ['request', 'answer'] } },
    ],
    firstChecks: ['Does what this route reads answer (users, sessions, a cache)?', 'Did a deploy come just before?'],
    steps: [
      rollBack('the route answers within 3 min; still the error, or no rollout -> Do 2'),
      log(
        '?error ?Error ?user ?session',
        'an error of the route -> its first line says where; a table or column that does not exist -> its migration did not run; a time-out -> what it reads; none -> Do 3',
      ),
      rollout('one finished since it last held -> Do 1; none -> what the route reads: users, sessions, a cache'),
      {
        text: 'not the release: what the route reads and the sign-in does not',
        expect:
          'it does not answer -> whoever runs it; it does -> the data of the users: of all, or of the probe alone',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When what the route reads comes back.',
    rollback: api('the route worked with the release before'),
    logs: '?error ?Error ?user',
  },
  {
    id: 'everybody-signed-out',
    title: 'Sessions of before are no longer accepted: everybody is signed out',
    severity: 'P1',
    affected: 'everyone who was signed in: signed out at the next request, unsaved work is lost. Signing in works',
    symptoms: ['401 rises at once on every route that wants a user', 'sign-ins per minute rise far above usual'],
    signs: [
      {
        check: 'auth/session-survives',
        codes: ['earlier-session-refused'],
        outcome: 'any',
        facts: { sessionsAtOnce: ['several'], extent: ['all'] },
      },
      // Where nobody has seen two sessions at once, another sign-in of the account may have ended the first.
      { check: 'auth/session-survives', codes: ['earlier-session-refused'], outcome: 'any', vague: true },
      { check: 'auth/session-survives', codes: ['earlier-session-fails'], vague: true },
    ],
    firstChecks: [
      'Did the signing key, the session store or the name of the cookie change just before?',
      'Was the session store emptied or restarted (Redis without a disk, sessions in the memory of a task)?',
      'Did somebody else sign in with the probe account?',
    ],
    steps: [
      rollout(
        'one finished since it last held, and it changed the key, the session store or the cookie -> Do 2; none, or none of these -> Do 3',
      ),
      {
        ...rollBack(
          'people are back where they were within 3 min; new sign-ins of meanwhile end in their turn -> say so to support',
        ),
        text: 'within the first minutes only: later more people have signed in anew than were signed out',
      },
      log(
        '?signature ?session ?"invalid token" ?redis',
        '"invalid signature" -> put the key of before back, as a second one that is accepted; session not found -> its store was emptied: restore it, or let people sign in; no line -> the cookie has another name or path: read the old one too',
      ),
      {
        text: 'none of these: does an open browser with a session of before stay signed in?',
        expect:
          'it does -> the probe account alone: who else signs in with it, and auth.sessionSeconds of the target; it does not -> support tells people to sign in again',
        afterMinutes: 15,
      },
    ],
    selfHealing:
      'As people sign in again. The next run tries the session of this one: green says that no more are lost, not that people are back.',
    rollback: api(
      'a key, a session store or a cookie that came with a release goes back with it, and old sessions are good again',
    ),
    logs: '?signature ?session ?"invalid token"',
  },
  {
    id: 'earlier-session-ended',
    title: 'A session of before is refused: replaced by another sign-in, or dropped',
    severity: 'P2',
    affected: 'perhaps everyone who was signed in; perhaps only the probe, of whom one session is good at a time',
    symptoms: ['none, where it is only the probe', '401 rises on every route that wants a user, where it is everyone'],
    signs: [
      {
        check: 'auth/session-survives',
        codes: ['earlier-session-refused'],
        outcome: 'any',
        facts: { sessionsAtOnce: ['one'] },
        vague: true,
      },
    ],
    firstChecks: ['Does another run, or a person, sign in with the probe account?', 'Do sign-ins per minute rise?'],
    steps: [
      log(
        '?signature ?session ?"invalid token" ?redis',
        'refusals of one user alone -> another sign-in of the probe; of many -> Do 2',
      ),
      rollout('one finished since it last held -> its key, session store or cookie: Do 3; none -> the session store'),
      rollBack('people are back where they were within 3 min; later than some minutes -> let them sign in anew'),
      {
        text: 'give each place that runs the checks an account of its own',
        expect: 'it does not come again -> it was another sign-in; it does -> support tells people to sign in again',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'The next run tries the session of this one.',
    rollback: api('only where many users are signed out, and a key, a session store or a cookie came with the release'),
    logs: '?signature ?session ?"invalid token"',
  },
];
