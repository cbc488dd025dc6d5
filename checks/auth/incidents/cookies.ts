import type { Incident } from '#diagnosis/incident.ts';
import { lookAgain } from '#diagnosis/steps.ts';
import { api, rollBack, rollout } from './steps.ts';

/** How the cookie that stays signed in is set. */
export const cookieIncidents: readonly Incident[] = [
  {
    id: 'cookie-flags',
    title: 'A cookie that keeps users signed in has lost its protection',
    severity: 'P1',
    affected: 'everyone who signs in: a script or a plain connection can read the session',
    symptoms: ['nothing to be seen; or sign-in does not survive a reload'],
    signs: [{ check: 'auth/cookie', codes: ['cookie-unprotected'], outcome: 'any' }],
    firstChecks: [
      'NODE_ENV and cookie settings of the running revision',
      'Does the API know that it is behind TLS (trust proxy)?',
    ],
    steps: [
      rollBack('the cookie of a new sign-in is HttpOnly and Secure again; still not, or no rollout -> Do 2'),
      rollout('one finished since it last held -> its cookie settings; none -> NODE_ENV or trust proxy of the task'),
      {
        ...lookAgain('{check}'),
        expect: 'green -> cookies of meanwhile stay weak: change the refresh secret, so that they end',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'Not by itself; weak cookies live on until they expire.',
    rollback: api('cookie flags are code or settings of the release'),
    logs: 'cookie',
  },
  {
    id: 'cookie-scope',
    title: 'The refresh cookie is sent elsewhere than promised',
    severity: 'P2',
    affected: 'those who sign in: too wide, other paths and sites get it; too narrow, a reload signs out',
    symptoms: ['nothing to be seen; or sign-in does not survive a reload'],
    signs: [{ check: 'auth/cookie', codes: ['cookie-scope'], outcome: 'any' }],
    firstChecks: ['Was Path or SameSite changed on purpose? Then the target must say so (auth.cookie)'],
    steps: [
      rollout('one finished since it last held -> its cookie settings: Do 2; none -> the settings of the task'),
      rollBack('Path and SameSite of a new sign-in as promised; still not -> set them back in the task definition'),
      {
        ...lookAgain('{check}'),
        expect: 'green -> done; changed on purpose -> write it into the target',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('where a cookie goes is code or setting of the release'),
    logs: 'cookie',
  },
  {
    id: 'cookie-missing',
    title: 'Sign-in leaves no refresh cookie in a browser',
    severity: 'P1',
    affected: 'everyone who signs in: signed out by a reload, or when the access token expires',
    symptoms: ['people must sign in again and again'],
    signs: [
      { check: 'auth/cookie', codes: ['cookie-missing', 'cookie-dropped'], outcome: 'any' },
      { check: 'auth/refresh', codes: ['cookie-dropped'] },
    ],
    firstChecks: [
      'Was the cookie renamed? Then the target must say so (auth.cookie.name)',
      'Does it expire at once, belong to another domain, or want TLS (Secure) where there is none?',
    ],
    steps: [
      rollBack('the cookie comes with a new sign-in within 3 min; still none, or no rollout -> Do 2'),
      rollout(
        'one finished since it last held -> its sign-in route; none -> something in front takes cookies out (CDN, WAF)',
      ),
      {
        ...lookAgain('{check}'),
        expect: 'green -> done; renamed on purpose -> write it into the target',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('the cookie came with the release before'),
    logs: 'cookie',
  },
  {
    id: 'refresh-cookie-lost',
    title: 'A refresh takes the cookie that it goes by and leaves no good one',
    severity: 'P1',
    affected: 'everyone signed in: signed out when the token of the first refresh ends',
    symptoms: ['people must sign in again, a while after a reload or when a tab has been open for long'],
    signs: [{ check: 'auth/refresh', codes: ['refresh-cookie-lost'] }],
    firstChecks: ['Do sign-in and refresh set the cookie with the same path, domain and name?'],
    steps: [
      rollBack('a second refresh in a row is answered 200; still refused, or no rollout -> Do 2'),
      rollout(
        'one finished since it last held -> how its refresh sets the cookie; none -> the cookie settings of the task',
      ),
      {
        ...lookAgain('{check}'),
        expect: 'green -> who refreshed meanwhile signs in once more; red -> the code of the refresh, by its owner',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Not by itself; a new sign-in holds until its first refresh.',
    rollback: api('how a refresh sets its cookie is code or setting of the release'),
    logs: '?refresh ?cookie',
  },
];
