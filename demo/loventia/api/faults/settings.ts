import { randomBytes } from 'node:crypto';
import type { Faults } from '../../../faults.ts';
import { type ApiSettings, newTokenSecrets } from '../settings.ts';

const DRIFT_MS = -600_000;

/** Faults of configuration: each setting answers wrongly while its switch is on. */
export function breakSettings(healthy: ApiSettings, faults: Faults): ApiSettings {
  const foreignWebhookSecret = `whsec_${randomBytes(24).toString('hex')}`;
  const foreignAccessSecret = randomBytes(32);
  const replacing = newTokenSecrets();
  let turns = 0;
  return {
    ...healthy,
    allowedOrigins: () => (faults.has('cors') ? [] : healthy.allowedOrigins()),
    accessSecret() {
      if (faults.has('sessions-dropped')) return replacing.access;
      if (!faults.has('me-401')) return healthy.accessSecret();
      // Two tasks take turns, so the token that one has signed goes to the other next.
      turns += 1;
      return turns % 2 === 1 ? healthy.accessSecret() : foreignAccessSecret;
    },
    refreshSecret: () => (faults.has('sessions-dropped') ? replacing.refresh : healthy.refreshSecret()),
    webhookSecret: () => (faults.has('webhook-secret') ? foreignWebhookSecret : healthy.webhookSecret()),
    verifiesWebhooks: () => healthy.verifiesWebhooks() && !faults.has('webhook-accepts-forgery'),
    cancellingFrees: () => healthy.cancellingFrees() && !faults.has('premium-stays'),
    webhookBody: (text) => (faults.has('webhook-raw-body') ? printAgain(text) : healthy.webhookBody(text)),
    now: () => healthy.now() + (faults.has('clock-drift') ? DRIFT_MS : 0),
    refreshedLifetimeS: () => (faults.has('refresh-loop') ? -60 : healthy.refreshedLifetimeS()),
    refreshCookie: () =>
      faults.has('cookie-flags')
        ? { ...healthy.refreshCookie(), httpOnly: false, secure: false, path: '/' }
        : healthy.refreshCookie(),
    rotates: () => healthy.rotates() && !faults.has('refresh-not-rotated'),
  };
}

/** What a JSON body parser in front of the handler makes of a body: the same content, other bytes. */
function printAgain(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
