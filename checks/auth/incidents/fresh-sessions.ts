import type { Incident } from '#diagnosis/incident.ts';
import { api, log, loginByHand, rollBack, rollout } from './steps.ts';

/** What becomes of a session that is a cookie, as soon as it was opened. */
export const freshSessionIncidents: readonly Incident[] = [
  {
    id: 'session-not-kept',
    title: 'A sign-in answers well, and the session that it opens is nobody',
    severity: 'P1',
    affected: 'everyone who signs in: back at the sign-in at the next request; perhaps those who were signed in too',
    symptoms: ['people type the right password and stand before the sign-in again', '401 right after each sign-in'],
    // Whether nobody was signed in, or the store lost the session, or the cookie is not read, no answer tells.
    signs: [{ check: 'auth/me', codes: ['session-refused'], outcome: 'any', vague: true }],
    firstChecks: [
      'Does the store of the sessions (Redis, a table) take writes, and do all tasks use the same?',
      'Does the sign-in answer 200 where it signs nobody in?',
      'Did the name, path or domain of the cookie change?',
    ],
    steps: [
      loginByHand(
        'what a sign-in answers, and which cookies it sets',
        'a refusal with status 200, or no session cookie -> the sign-in itself: Do 3; a session cookie -> Do 2',
      ),
      log(
        '?session ?redis ?cookie',
        'the store refuses, is full or does not answer -> mend it; session not found -> tasks use several stores; no line -> Do 3',
      ),
      rollout(
        'one finished since it last held -> Do 4; none -> the store of the sessions, or a setting changed by hand',
      ),
      rollBack('a new session accepted within 3 min; still refused -> the store of the sessions'),
      {
        text: 'the store answers, the cookie arrives, still refused; call the owner',
        expect: 'a session of before still works -> only new ones are lost; it does not -> all are',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When a store that was full or away comes back; people have to sign in again.',
    rollback: api('how a sign-in opens a session, and what its cookie is called, is code or setting of the release'),
    logs: '?session ?redis ?cookie',
  },
  {
    id: 'session-known-to-some',
    title: 'Some requests do not know a new session; likely its store is not shared',
    severity: 'P1',
    affected: 'everyone signed in, at random: some requests are refused and the app signs out',
    symptoms: ['401 comes and goes for the same cookie', 'sessions in the memory of a task, and more than one task'],
    signs: [{ check: 'auth/me', codes: ['session-refused-by-some'], outcome: 'any' }],
    firstChecks: ['Do all tasks keep their sessions in the same store?', 'Are two releases running?'],
    steps: [
      rollout('two at once -> let one finish, or roll back; one alone -> Do 2'),
      log(
        '?session ?redis',
        'some tasks do not reach the store -> new tasks, then their network; none names a store -> sessions lie in the memory of each task: one task, or sticky sessions, until they share a store',
      ),
      {
        text: 'all tasks use one store, still refused now and then',
        expect:
          'a replica is read that comes late -> read the first one; each answer comes of another task -> call the owner',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When a rollout ends and one release is left. Not where each task keeps its own sessions.',
    rollback: api('releases that keep their sessions in different places run at once'),
    logs: '?session ?redis',
  },
];
