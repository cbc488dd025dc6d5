import type { Incident } from '#diagnosis/incident.ts';
import { browserIncidents } from './incidents/browser.ts';
import { cookieIncidents } from './incidents/cookies.ts';
import { formIncidents } from './incidents/form.ts';
import { freshSessionIncidents } from './incidents/fresh-sessions.ts';
import { loginIncidents } from './incidents/login.ts';
import { mailIncidents } from './incidents/mail.ts';
import { securityIncidents } from './incidents/security.ts';
import { sessionIncidents } from './incidents/sessions.ts';
import { tokenIncidents } from './incidents/tokens.ts';

/** What failures of signing in mean; the more likely one first where evidence cannot decide. */
export const authIncidents: readonly Incident[] = [
  ...loginIncidents,
  ...mailIncidents,
  ...formIncidents,
  ...tokenIncidents,
  ...freshSessionIncidents,
  ...sessionIncidents,
  ...cookieIncidents,
  ...browserIncidents,
  ...securityIncidents,
];
