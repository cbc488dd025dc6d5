import type { Loventia } from '../boot.ts';
import { describe } from './describe.ts';
import type { Patient } from './patient.ts';
import { signsOfAll } from './signs-of-all.ts';
import { signsOfMembers } from './signs-of-members.ts';
import type { Visitor } from './visitor.ts';

/** What can be seen of a demo from outside, each sign in a few words. */
export type VitalSigns = Record<string, string>;

/**
 * Takes every sign, the purchase last. A sign that needs a session is left out when there is none, and one that throws
 * reads as the error's code or name.
 */
export async function takeVitalSigns(demo: Loventia, visitor: Visitor): Promise<VitalSigns> {
  const signs: VitalSigns = {};
  const patient: Patient = { demo, visitor, session: undefined };
  for (const [name, take] of Object.entries(signsOfAll)) {
    signs[name] = await describe(() => take(patient));
    // An API that lets everybody wait is not asked ten times more.
    if (name === 'health' && signs[name] === 'TimeoutError') return signs;
  }
  patient.session = await visitor.login().catch(() => undefined);
  if (!patient.session) return signs;
  for (const [name, take] of Object.entries(signsOfMembers)) signs[name] = await describe(() => take(patient));
  return signs;
}
