import { randomBytes, randomUUID } from 'node:crypto';
import type { Faults } from '../../faults.ts';

export interface User {
  id: string;
  email: string;
  password: string;
  /** ISO instant. */
  createdAt: string;
  /** Asked at each sign-in. */
  isConfirmed: () => boolean;
}

const createUser = (email: string, isConfirmed = () => true): User => ({
  id: randomUUID(),
  email,
  password: randomBytes(12).toString('base64url'),
  createdAt: new Date(Date.now() - 86_400_000).toISOString(),
  isConfirmed,
});

/** The two who can sign in: the probe's user, and another. */
export const createUsers = (faults: Faults): Record<'probe' | 'witness', User> => ({
  probe: createUser('probe@marketplace.test', () => !faults.has('email-unconfirmed')),
  witness: createUser('witness@marketplace.test'),
});
