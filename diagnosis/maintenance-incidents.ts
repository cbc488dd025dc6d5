import type { Incident } from './incident.ts';

const rollback = { scope: 'none', why: 'somebody or something has switched it on: no release is without it' } as const;
const selfHealing = 'With the end of the work. A page that a deploy has left behind when it failed stays.';

/** A page of maintenance that nobody has announced to us. Chosen by diagnosis: it shows at whatever is asked. */
export const maintenancePage: Incident = {
  id: 'maintenance-page',
  title: 'A page of maintenance stands in place of the product',
  brief: 'maintenance',
  severity: 'P1',
  affected: 'everyone who comes to what shows it',
  symptoms: ['503 with a friendly page, perhaps with Retry-After', 'the same answer on every path'],
  signs: [],
  firstChecks: ['Is it announced? By whom, and until when?', 'Did a deploy just fail that switches it on and off?'],
  steps: [
    {
      text: 'Is it announced, and by whom? Ask where changes are announced, before anything is touched',
      expect: 'planned -> put it into `maintenance` of the target, wait for its end; nobody knows of it -> Do 2',
    },
    {
      text: 'who answers so?',
      command: 'curl -sS -m 10 -o /dev/null -D - {url}',
      expect: '200 -> over; 503 by the CDN or load balancer -> the rule there; by the app -> its switch: Do 3',
    },
    {
      text: 'Switch it off where it was switched on (the rule at the edge, `artisan up`, `heroku maintenance:off`)',
      expect: '200 -> over; 503 again -> a deploy that hangs switches it on: end or finish that first',
    },
    {
      text: 'still there; call the owner, and tell users when it will be over',
      expect: 'a time -> announce it; none -> treat it as an outage',
      afterMinutes: 15,
    },
  ],
  selfHealing,
  rollback,
};

/** The same, where it was announced: it is what should be seen. */
export const maintenanceAnnounced: Incident = {
  id: 'maintenance-announced',
  title: 'The announced maintenance shows its page, as expected',
  severity: 'P3',
  holdsSeverity: true,
  affected: 'everyone who comes, as announced',
  symptoms: ['503 with a friendly page, within an announced window'],
  signs: [],
  firstChecks: ['Does the work go as planned, and will it end in time?'],
  steps: [
    {
      text: 'nothing until the announced end; then',
      command: 'npm run check -- --target {target}',
      expect: 'OK -> over; still the page -> it is red from then on: whoever does the work says why it lasts',
    },
    {
      text: 'half an hour left of the window? Ask whoever does the work whether it ends in time',
      expect: 'yes -> nothing; no -> announce the new end, and put it into `maintenance` of the target',
      afterMinutes: 30,
    },
  ],
  selfHealing,
  rollback: { scope: 'none', why: 'it is planned' },
};

export const maintenanceIncidents: readonly Incident[] = [maintenancePage, maintenanceAnnounced];
