import type { Incident } from '#diagnosis/incident.ts';
import { api, freshTasks, log, rollBack, rollout } from './steps.ts';

/** What becomes of tokens that were issued to somebody. */
export const tokenIncidents: readonly Incident[] = [
  {
    id: 'me-401',
    title: 'Some requests reject a fresh token; likely tasks differ in JWT secret',
    severity: 'P1',
    affected: 'everyone signed in, at random: some requests are rejected and the app signs out',
    symptoms: ['401 comes and goes for the same token', 'two revisions run at once'],
    signs: [{ check: 'auth/me', codes: ['token-refused-by-some'], outcome: 'any' }],
    firstChecks: ['Are two revisions running?', 'Was the JWT secret changed while tasks that read it at start ran on?'],
    steps: [
      freshTasks('every read accepted once the new tasks run, in about 5 min; still some rejected -> Do 2'),
      rollout(
        'two deployments at once -> their JWT_SECRET differs: let one finish, or roll back; one alone -> the log',
      ),
      log('?jwt ?signature ?"invalid token"', '"invalid signature" -> the secrets differ; "expired" -> clocks differ'),
      {
        text: 'one revision, one secret, still some 401',
        expect: 'clocks of the tasks differ -> new tasks; the issuer or audience differs -> that setting',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When the rollout ends and one revision is left. Not when the secret was read at start.',
    rollback: api('revisions with different secrets run at once'),
    logs: '?jwt ?signature ?"invalid token"',
  },
  {
    id: 'token-refused',
    title: 'Every request rejects a fresh token',
    severity: 'P1',
    affected: 'everyone signed in: signed out at the next request. Signing in itself works',
    symptoms: ['401 on every route that wants a user, right after a sign-in'],
    signs: [{ check: 'auth/me', codes: ['token-refused'], outcome: 'any' }],
    firstChecks: ['Do signing and verifying read the same secret?', 'Was issuer, audience or algorithm changed?'],
    steps: [
      rollBack('a fresh token accepted within 3 min; still 401, or no rollout -> Do 2'),
      log(
        '?jwt ?signature ?issuer ?"invalid token"',
        '"invalid signature" -> two secrets: set one; "audience" or "issuer" -> that setting; nothing -> the token does not arrive: a proxy takes the header out',
      ),
      {
        text: 'the token arrives, its signature is right, still 401',
        expect: 'a session table or a cache is asked too -> look there; nothing more is asked -> call the owner',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('how a token is verified is code or setting of the release'),
    logs: '?jwt ?signature ?"invalid token"',
  },
  {
    id: 'refresh-401',
    title: 'A good refresh cookie is rejected',
    severity: 'P1',
    affected: 'everyone signed in: signed out when the access token expires',
    symptoms: ['people must sign in again and again', '401 on the refresh route'],
    signs: [{ check: 'auth/refresh', codes: ['refresh-refused'] }],
    firstChecks: ['Was the refresh secret changed?', 'Does the cookie reach the API (path, SameSite, domain)?'],
    steps: [
      rollBack('the refresh 200 within 3 min; still rejected, or no rollout -> Do 2'),
      log(
        '?refresh ?cookie',
        '"invalid signature" -> JWT_REFRESH_SECRET changed; "missing" -> the cookie is not read: its name, or the parser; a session not found -> its store was emptied',
      ),
      rollout('one finished since it last held -> Do 1; none -> a secret or the session store was changed by hand'),
      {
        text: 'the secret was changed on purpose',
        expect: 'everyone signs in once, then it holds: say so to support; new cookies rejected too -> Do 2',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'After a secret was changed: as people sign in again. Otherwise not.',
    rollback: api('the secret or the cookie parser came with the release'),
    logs: '?refresh ?cookie',
  },
  {
    id: 'refresh-loop',
    title: 'The refresh issues a token that has already expired',
    severity: 'P1',
    affected: 'everyone signed in: the app refreshes without end and shows nothing',
    symptoms: ['refresh requests multiply, all 200', 'the rate limiter starts to refuse'],
    signs: [{ check: 'auth/refresh', codes: ['refresh-token-expired'] }],
    firstChecks: ['The setting of its lifetime, and its unit', "The API's clock"],
    steps: [
      rollBack('a refreshed token that lives within 3 min; expired again, or no rollout -> Do 2'),
      {
        text: 'the lifetime of the access token in the running task',
        command:
          "aws ecs describe-task-definition --region {region} --task-definition <family:revision> --query \"taskDefinition.containerDefinitions[].environment[?contains(name, 'EXPIR') || contains(name, 'TTL')][]\"",
        expect:
          'its lifetime is empty, negative, or ms in place of s -> set it, new tasks; right -> clocks of the tasks',
      },
      {
        text: 'the lifetime is right',
        expect: 'clocks of the tasks differ -> new tasks; they agree -> the code that signs a refreshed token',
        afterMinutes: 10,
      },
    ],
    selfHealing: 'Not by itself, and it loads the API while it lasts.',
    rollback: api('the lifetime of a token is code or setting'),
    logs: 'refresh',
  },
  {
    id: 'refreshed-token-refused',
    title: 'A token from a refresh is rejected; one from a sign-in is accepted',
    severity: 'P1',
    affected: 'everyone signed in: signed out when the first access token expires',
    symptoms: ['people must sign in again and again', 'the refresh answers 200, the next request 401'],
    signs: [{ check: 'auth/refresh', codes: ['refreshed-token-refused'] }],
    firstChecks: ['Do sign-in and refresh sign with the same secret and the same claims?'],
    steps: [
      rollBack('a refreshed token accepted within 3 min; still rejected, or no rollout -> Do 2'),
      log(
        '?jwt ?signature ?refresh',
        '"invalid signature" -> the refresh signs with another secret; a missing claim -> the code of the refresh',
      ),
      {
        text: 'the same secret and claims',
        expect: 'the user is looked up by another id after a refresh -> that query; it is not -> call the owner',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('how a refreshed token is made is code or setting of the release'),
    logs: '?jwt ?refresh',
  },
  {
    id: 'refresh-not-rotated',
    title: 'A refresh does not replace the refresh cookie, though that is promised',
    severity: 'P2',
    affected: 'nobody sees it; a stolen refresh cookie stays good until it expires',
    symptoms: ['nothing to be seen'],
    signs: [{ check: 'auth/rotation', codes: ['rotation-missing'], outcome: 'any' }],
    firstChecks: ['Was rotation switched off on purpose? Then the target must say so (auth.rotates)'],
    steps: [
      rollout('one finished since it last held -> its code or its rotation setting; none -> the setting'),
      rollBack('each refresh sets another cookie; the same, or no rollout -> the rotation setting of the task'),
      {
        text: 'in working hours: bring rotation back, or take the promise out of the target',
        expect: 'auth/rotation is green, or not watched -> done; red -> another place sets the cookie',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('rotation worked with an older release'),
    logs: 'refresh',
  },
  {
    id: 'refresh-reuse',
    title: 'A refresh cookie that was replaced is accepted again',
    severity: 'P2',
    affected: 'nobody sees it; a stolen refresh cookie stays good beside the real one',
    symptoms: ['nothing to be seen'],
    signs: [{ check: 'auth/rotation', codes: ['reuse-accepted'], outcome: 'any' }],
    firstChecks: ['Is a short grace time meant? Then the target must not promise detection (auth.detectsReuse)'],
    steps: [
      rollout('one finished since it last held -> its session store or its check of old cookies; none -> the store'),
      rollBack('an old cookie is answered 401; 200, or no rollout -> the store of sessions is not shared by the tasks'),
      {
        text: 'in working hours: bring detection back, or take the promise out of the target',
        expect: 'auth/rotation is green, or the promise is gone -> done; red -> the session store',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('reuse was detected with an older release'),
    logs: 'refresh',
  },
];
