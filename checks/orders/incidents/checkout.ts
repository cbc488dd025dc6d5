import type { Incident } from '#diagnosis/incident.ts';
import { api, goBack, log, lookForRelease, stripeStatus } from './steps.ts';

const buyers = 'everyone who wants to buy; nobody is charged';

/** An order does not come about. */
export const checkoutIncidents: readonly Incident[] = [
  {
    id: 'edge-checkout',
    title: 'The checkout fails, or does not answer',
    severity: 'P1',
    affected: buyers,
    symptoms: ['errors on the checkout route, carts that stay full'],
    signs: [
      { check: 'orders/checkout', codes: ['checkout-refused'] },
      { check: 'orders/checkout', codes: ['no-answer'] },
      // What it hands out cannot be paid: the same code wrote it.
      { check: 'orders/checkout', codes: ['checkout-unnamed', 'order-unnamed', 'order-of-session'] },
      { check: 'orders/checkout', codes: ['checkout-session-wrong', 'order-state'] },
    ],
    firstChecks: ["Errors of the checkout function: Stripe's, or its own?", 'Was it released just before?'],
    steps: [
      lookForRelease('one since it last held -> Do 2; none -> the log'),
      goBack('a checkout opens -> stay there; still failing -> it was not the release: the log'),
      log(
        '?checkout ?Stripe ?timeout',
        '"No such price", "API Key" -> that setting; a time-out to Stripe -> its status; a stack -> that code',
      ),
      stripeStatus('"none" -> ours: the log; another -> Stripe: switch the maintenance message on, queue orders'),
      {
        text: 'not the release: the secrets of the function, and what it waits for',
        afterMinutes: 15,
        expect: 'a key or a price differs from the Dashboard -> set it, release again; all the same -> call the owner',
      },
    ],
    selfHealing: 'Not by itself; a time-out passes with what it waits for.',
    rollback: api('the function worked with the release before'),
    logs: '?checkout ?Stripe',
  },
  {
    id: 'order-refused-rls',
    title: 'The database refuses new orders: row-level security',
    severity: 'P1',
    affected: buyers,
    symptoms: ['"new row violates row-level security policy" in the log', 'sign-in and pages work'],
    signs: [{ check: 'orders/checkout', codes: ['order-refused'], facts: { problem: ['row-security'] } }],
    firstChecks: ['Was a policy of the table of orders changed?', 'Does the function hand on the token of the user?'],
    steps: [
      {
        text: 'in the SQL console or so: the policies of the table',
        command: 'psql "$DATABASE_URL" -c \'\\d orders\'',
        expect: 'none for INSERT, or one that no user fits -> a reverse migration; one that fits -> Do 2',
      },
      lookForRelease(
        'one since it last held -> it may call the database as somebody else: Do 3; none -> by hand: who?',
      ),
      goBack('a checkout opens -> stay there; still refused -> it is the policy'),
      {
        text: 'neither: which role the function has in the database, and the grants of that role',
        afterMinutes: 15,
        expect: '"permission denied for table" -> a grant is missing: give it back; another -> call the owner',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('only if the function calls the database in another way since; a policy wants a reverse migration'),
    logs: '?42501 ?policy',
  },
  {
    id: 'order-refused-constraint',
    title: 'The database refuses new orders: a constraint of the table',
    severity: 'P1',
    affected: buyers,
    symptoms: ['"violates … constraint" in the log', 'sign-in and pages work'],
    signs: [{ check: 'orders/checkout', codes: ['order-refused'], facts: { problem: ['constraint'] } }],
    firstChecks: [
      'Which constraint? Its name stands in the answer',
      'A migration, or a function that sends otherwise?',
    ],
    steps: [
      {
        text: 'in the SQL console or so: the constraints of the table',
        command: 'psql "$DATABASE_URL" -c \'\\d orders\'',
        expect: 'one that is new -> a reverse migration; all old -> the function sends something else: Do 2',
      },
      lookForRelease('one since it last held -> Do 3; none -> the constraint, or data that it points at (a product)'),
      goBack('a checkout opens -> stay there; still refused -> it is the constraint'),
      {
        text: 'neither: the row that is refused, beside the constraint that it breaks',
        afterMinutes: 15,
        expect: '23503 -> what it points at is gone: restore it; 23505 -> a sequence stands too low: set it',
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('only if the function sends other rows since; a constraint wants a reverse migration'),
    logs: '?23514 ?23503 ?23505 ?constraint',
  },
  {
    id: 'payments-paused',
    title: 'The shop says that payments are paused, and Stripe works',
    severity: 'P1',
    affected: 'everyone who wants to buy: they are told to come back later',
    symptoms: ['the maintenance message at the checkout'],
    signs: [{ check: 'orders/checkout', codes: ['payments-paused'] }],
    firstChecks: ['Was the message switched on for an outage that is over?', 'Does the function still reach Stripe?'],
    steps: [
      stripeStatus('"none" -> Do 2; another -> it is right as it is: wait'),
      {
        text: 'switch the maintenance message off, where it was switched on by hand',
        expect: 'a checkout opens -> work off the orders that were queued; it comes back by itself -> Do 3',
      },
      log('?paused ?Stripe', 'errors of Stripe -> its key or the way to it; none -> whoever switched it on'),
      {
        text: 'nobody switched it on: the function does not reach Stripe',
        afterMinutes: 30,
        expect: 'from another network Stripe answers -> egress of the function; it does not -> Stripe',
      },
    ],
    selfHealing: 'When it follows the state of Stripe by itself.',
    rollback: { scope: 'none', why: 'it is a switch, or the way to Stripe' },
  },
];
