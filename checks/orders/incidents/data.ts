import type { Incident, Sign } from '#diagnosis/incident.ts';
import { api, goBack, lookForRelease, readOrders } from './steps.ts';

/** A sign that every claim shows that asks the data as a user. */
const askedAsUser = (codes: readonly string[]): Sign[] =>
  ['own', 'private', 'checkout', 'webhook', 'paid', 'taken-back'].map((claim) => ({
    check: `orders/${claim}`,
    codes,
    outcome: 'any',
  }));

/** Who may read what, and whether the data can be reached at all. */
export const dataIncidents: readonly Incident[] = [
  {
    id: 'order-leak',
    title: 'Orders are shown to people whose orders they are not',
    severity: 'P0',
    affected: 'everyone who has ordered: others read what they bought, and perhaps where they live',
    symptoms: ['nothing to be seen, until somebody tells of it'],
    signs: [{ check: 'orders/private', codes: ['order-told'] }],
    firstChecks: [
      'Is row-level security on for the table of orders?',
      'Which policy was added or changed last? A policy that allows is joined to the others by OR',
      'Does a function read orders with the service key, past every policy?',
    ],
    steps: [
      {
        text: 'in the database, now: no rows to users until the policy is right (orders cannot be read meanwhile)',
        command: 'psql "$DATABASE_URL" -c \'revoke select on orders from anon, authenticated\'',
        expect:
          'orders/private holds and orders/own is red -> contained: Do 2; still told -> a function or a view: Do 3',
      },
      {
        text: 'in the SQL console or so: the policies of the table',
        command: 'psql "$DATABASE_URL" -c \'\\d orders\'',
        expect:
          'one whose USING is true, or names no user -> a reverse migration for it, then grant again; none -> Do 3',
      },
      lookForRelease('one since it last held -> Do 4; none -> a change by hand: who, when, and undo it'),
      goBack('the order of the other is not shown -> stay there; still shown -> it is the data, not the release'),
      {
        text: 'contained: tell security and escalate, a breach is suspected; who was read, from when to when',
        afterMinutes: 5,
        expect: 'the log of the API has reads of foreign orders -> whoever owns them is told; it has none -> keep it',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'a policy changes by a migration: its reverse puts it right, no release does' },
    logs: 'orders',
  },
  {
    id: 'jwt-errors',
    title: 'Sign-in works, and the data API rejects the token that it issues',
    severity: 'P1',
    affected: 'everyone signed in: nothing of theirs can be read or ordered',
    symptoms: ['"JWT" errors on every request for data', 'sign-ins go on as usual'],
    signs: askedAsUser(['data-token-refused']),
    firstChecks: ['Was the JWT secret or a signing key rotated? Both sides must know it', 'Are clocks right?'],
    steps: [
      readOrders(
        'what is wrong with the token: code and message (TOKEN from a fresh sign-in)',
        'PGRST301 -> another secret: Do 2; PGRST303 or "expired" -> clocks or lifetime; 200 -> it has passed',
      ),
      {
        text: 'the JWT configuration of the project: sign-in and data API must have one and the same key',
        expect: 'they differ -> give the data API the key of the sign-in, or add it as a standby key; the same -> Do 3',
      },
      lookForRelease('one since it last held -> its settings; none -> a restart of the data API reads the key again'),
      {
        text: 'the keys agree and tokens are still rejected: ask the host of the project, with the code',
        afterMinutes: 30,
        expect: 'an incident of the host -> wait; none -> rotate to a new key on both sides, everybody signs in anew',
      },
    ],
    selfHealing: 'Not by itself; people who sign in again get the same.',
    rollback: { scope: 'none', why: 'keys are a setting of the project, no release brings them' },
    logs: '?JWT ?PGRST301',
  },
  {
    id: 'db-connections',
    title: 'The API answers, and has no connection to its database',
    severity: 'P1',
    affected: 'everyone: what is read or written fails as long as no connection is free',
    symptoms: ['"too many connections", or time-outs while waiting for one', 'it comes and goes'],
    signs: [
      ...askedAsUser(['data-connections']),
      { check: 'api/ready', codes: ['database-unreached'], outcome: 'any' },
    ],
    firstChecks: ['Which queries run for minutes?', 'Did traffic grow, or does a function open one for each request?'],
    steps: [
      {
        text: 'in the SQL console or so: how many there are, and what runs longest',
        command: 'psql "$DATABASE_URL" -c "select pid, state, query_start, query from pg_stat_activity"',
        expect: 'some active for over 5 min -> Do 2; many short ones -> the pool is too small: raise its size',
      },
      {
        text: 'end what has run for more than five minutes, by its pid',
        command: 'psql "$DATABASE_URL" -c "select pg_terminate_backend(<pid>)"',
        expect: 'green within 2 min -> find who sent them; full again -> raise the size of the pool',
      },
      lookForRelease('one since it last held -> what it opens and never gives back: go back; none -> traffic'),
      {
        text: 'still full: restart the data API, then the database',
        afterMinutes: 15,
        expect: 'connections fall -> watch who takes them; they do not -> a larger instance',
      },
    ],
    selfHealing: 'When load falls. A leak comes back.',
    rollback: api('only if a release opens connections that it does not give back'),
    logs: '?"too many connections" ?PGRST003',
  },
  {
    id: 'orders-unreadable',
    title: 'Users cannot read their own orders',
    severity: 'P1',
    affected: 'everyone who wants to see what they have ordered',
    symptoms: ['an empty or broken page of orders'],
    signs: ['own', 'private', 'checkout', 'paid'].map((claim) => ({
      check: `orders/${claim}`,
      codes: [
        'orders-unreadable',
        'orders-no-list',
        ...(['private', 'checkout'].includes(claim) ? ['order-missing'] : []),
      ],
      outcome: 'any',
    })),
    firstChecks: [
      'Was a column renamed, or a grant or a policy taken away? Without a policy there are no rows, and no error',
    ],
    steps: [
      readOrders(
        'what the data API says (TOKEN from a fresh sign-in)',
        '[] or 42501 -> a policy or a grant is gone: Do 2; 42703 or PGRST204 -> a column: Do 2; 57014 -> too slow: an index',
      ),
      lookForRelease('a migration or a release since it last held -> its reverse; none -> a change by hand: undo it'),
      {
        text: 'nothing was changed: the log of the database, at the time of the failing request',
        afterMinutes: 30,
        expect: 'an error with its statement -> that statement; none -> it never came there: what stands before it',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'what may be read comes with a migration: its reverse puts it right' },
    logs: 'orders',
  },
];
