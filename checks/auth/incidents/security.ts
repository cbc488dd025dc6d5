import type { Incident } from '#diagnosis/incident.ts';
import { lookAgain } from '#diagnosis/steps.ts';
import { api, log, rollBack, rollout } from './steps.ts';

const securityFirst = api('security comes before everything else');

/** Somebody gets what is not theirs. */
export const securityIncidents: readonly Incident[] = [
  {
    id: 'wrong-password-accepted',
    title: 'Wrong credentials are accepted',
    severity: 'P0',
    affected: 'everyone: accounts are open to anyone',
    symptoms: ['nothing to be seen'],
    signs: [{ check: 'auth/wrong-credentials', codes: ['wrong-credentials-accepted'] }],
    firstChecks: ['Which revision answers? Is a development bypass on?'],
    steps: [
      rollBack('wrong credentials are rejected within 3 min; still accepted, or no rollout -> Do 2'),
      {
        text: 'take sign-in off the air (a rule at the edge for that route), and tell security',
        command: 'aws wafv2 list-web-acls --region {region} --scope REGIONAL',
        expect: 'the web ACL in front of the API -> block the sign-in route there; none -> stop the API service',
      },
      {
        ...lookAgain('{check}'),
        expect: 'green -> end every session by changing the secrets; red -> Do 2 stays on',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: securityFirst,
    logs: 'login',
  },
  {
    id: 'data-leak',
    title: "A signed-in user is given other users' data",
    severity: 'P0',
    affected: 'everyone signed in: personal data of others is shown to them',
    symptoms: ['people report a stranger in their profile'],
    signs: [
      { check: 'auth/me', codes: ['user-is-another', 'others-told'], outcome: 'any' },
      { check: 'auth/refresh', codes: ['user-is-another'], outcome: 'any' },
      { check: 'auth/login', codes: ['user-is-another'], outcome: 'any' },
      { check: 'auth/session-survives', codes: ['user-is-another'], outcome: 'any' },
    ],
    firstChecks: [
      'Some answers or all? Some: a cache, or tasks that mix sessions up',
      'Is a cache in front of the API?',
    ],
    steps: [
      rollBack('every answer is about its own user within 3 min; still others, or no rollout -> Do 2'),
      {
        text: 'does a cache in front of the API keep answers of signed-in users?',
        command: 'curl -sS -m 10 -o /dev/null -D - {auth}{me}',
        expect: 'an "age" or "x-cache: Hit" -> switch that cache off for the API; none -> take the API off the air',
      },
      {
        text: 'closed: which answers went to whom',
        expect: 'somebody saw data of others -> tell security and data protection: a deadline runs; nobody -> security',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: securityFirst,
    logs: '?session ?user ?cache',
  },
  {
    id: 'password-told',
    title: 'An answer to a signed-in user holds a password, or what one is kept as',
    severity: 'P1',
    affected: 'everyone who signs in: whoever reads such an answer, or a log of it, can try to find the password',
    symptoms: ['nothing to be seen'],
    signs: [
      { check: 'auth/me', codes: ['password-told'], outcome: 'any' },
      { check: 'auth/login', codes: ['password-told'], outcome: 'any' },
    ],
    firstChecks: [
      'Does the route hand out the whole record of the database?',
      'Do other routes do so with other users?',
    ],
    steps: [
      rollBack('no such field within 3 min; still there, or no rollout -> Do 2'),
      rollout('one finished since it last held -> what its routes hand out; none -> the data itself has a new field'),
      {
        text: 'closed: do caches, logs or reports keep such answers?',
        expect: 'they do -> clear them, and tell security; they do not -> list what each route may hand out',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: securityFirst,
    logs: 'user',
  },
  {
    id: 'stranger-let-in',
    title: "A user's data is handed out without a token",
    severity: 'P0',
    affected: 'everyone who has an account: their data is open to anyone',
    symptoms: ['nothing to be seen'],
    signs: [{ check: 'auth/me', codes: ['stranger-let-in'], outcome: 'any' }],
    firstChecks: ['Which revision answers? Is a development bypass on?', 'Is a cache in front of the API?'],
    steps: [
      rollBack('401 without a token within 3 min; still 200, or no rollout -> Do 2'),
      {
        text: 'does a cache answer, or the app?',
        command: 'curl -sS -m 10 -o /dev/null -D - {auth}{me}',
        expect: 'an "age" or "x-cache: Hit" -> switch that cache off for the API; none -> take the API off the air',
      },
      {
        text: 'closed: who asked without a token since it began',
        expect: 'addresses in the access log other than ours -> tell security and data protection',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: securityFirst,
    logs: '?authorization ?token',
  },
  {
    id: 'token-unsigned',
    title: 'Access tokens are not signed: anyone can write one',
    severity: 'P0',
    affected: 'everyone who has an account, if such tokens are accepted: accounts are open to anyone',
    symptoms: ['nothing to be seen'],
    signs: [{ check: 'auth/token', codes: ['token-unsigned'] }],
    firstChecks: ['Which revision issues them? Is a development setting on?'],
    steps: [
      rollBack('a new token has an algorithm within 3 min; still "none", or no rollout -> Do 2'),
      rollout('one under way -> stop it; none -> the JWT settings of the task: algorithm and secret'),
      {
        ...lookAgain('{check}'),
        expect: 'green -> make sure that tokens without a signature are rejected, and tell security',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: securityFirst,
    logs: 'jwt',
  },
  {
    id: 'wrong-credentials-unclear',
    title: 'Wrong credentials get neither a session nor a refusal',
    severity: 'P2',
    affected: 'nobody was let in; a client may take the answer for a success',
    symptoms: ['a success or a redirect where 401 should be'],
    signs: [
      {
        check: 'auth/wrong-credentials',
        codes: ['wrong-credentials-redirected', 'wrong-credentials-not-refused'],
      },
    ],
    firstChecks: ['Was the sign-in route moved, or put behind a page?'],
    steps: [
      rollBack('wrong credentials are answered 401 within 3 min; the same, or no rollout -> Do 2'),
      log('?login ?password', 'the refusal is in the log -> only its status is wrong; nothing -> the route has moved'),
      {
        text: 'meant so: this way of signing in refuses with another status',
        expect: 'this kind of sign-in refuses so -> a kind of its own: `auth.kind` of the target; it does not -> Do 1',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('how a refusal is answered is code of the release'),
    logs: 'login',
  },
  {
    id: 'refusal-leaks',
    title: 'A rejected sign-in gives away more than that it is rejected',
    severity: 'P2',
    affected: 'nobody yet; whoever attacks learns from it, or keeps a cookie that no sign-in earned',
    symptoms: ['nothing to be seen'],
    signs: [{ check: 'auth/wrong-credentials', codes: ['refusal-says-too-much', 'refusal-sets-cookies'] }],
    firstChecks: ['Is an error handler of development on (NODE_ENV)?', 'Which cookie, and does it sign anybody in?'],
    steps: [
      rollBack('a plain refusal within 3 min; the same, or no rollout -> Do 2'),
      rollout('one finished since it last held -> its error handler or its sessions; none -> NODE_ENV of the task'),
      {
        ...lookAgain('{check}'),
        expect: 'green -> done; a cookie that signs somebody in -> treat it as accepted credentials',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('what a refusal says is code or setting of the release'),
    logs: 'login',
  },
];
