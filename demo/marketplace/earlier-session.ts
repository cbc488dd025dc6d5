import { randomUUID } from 'node:crypto';
import type { User } from './auth/users.ts';
import type { ProjectKeys } from './keys.ts';

const agoMs = 5 * 60_000;
const lifetimeSeconds = 3_600;

/** A session that a user signed in to five minutes ago. */
export async function earlierSessionOf(keys: ProjectKeys, { id: sub, email }: User) {
  const signedInAt = new Date(Date.now() - agoMs);
  const claims = { aud: 'authenticated', role: 'authenticated', sub, email, session_id: randomUUID() };
  return { accessToken: await keys.sign(claims, lifetimeSeconds, signedInAt), signedInAt };
}
