import { randomBytes } from 'node:crypto';
import { hashPassword } from './api/password.ts';
import type { User } from './api/user-store.ts';

/** What it takes to sign in. */
export interface Credentials {
  email: string;
  password: string;
}

export interface SeededUsers {
  users: User[];
  /** `probe-1@loventia.test` to `probe-10@…`, so that runs beside each other need not share an account. */
  probes: [Credentials, ...Credentials[]];
  /** An account that only tells a broken login from a broken probe. */
  witness: Credentials;
}

const PROBES = 10;

/** The photos of every probe and the witness; the private one is only handed out presigned. */
export const probePhotos = {
  publicPhotos: ['alva-2.png', 'alva-1.jpg', 'alva-3.webp'],
  privatePhotos: ['alva-4.jpg'],
} as const;

/** The photo that the `image-*` faults hit: one of several, and not the one shown first. */
export const faultyPhoto = 'alva-1.jpg';

const introduced: readonly [name: string, age: number, city: string, photo: string][] = [
  ['Elias', 34, 'Uppsala', 'elias.jpg'],
  ['Linnea', 29, 'Stockholm', 'linnea.webp'],
  ['Maja', 31, 'Gothenburg', 'maja.png'],
  ['Nils', 38, 'Stockholm', 'nils.jpg'],
  ['Omar', 33, 'Malmö', 'omar.jpg'],
  ['Saga', 27, 'Uppsala', 'saga.webp'],
];

/** Everybody who has an account when the demo starts. Ids and passwords are new at every boot. */
export async function seedUsers(): Promise<SeededUsers> {
  const others = Array.from({ length: PROBES - 1 }, (_, index) => newCredentials(`probe-${index + 2}`));
  const probes: SeededUsers['probes'] = [newCredentials('probe-1'), ...others];
  const witness = newCredentials('witness');
  const accounts = await Promise.all([...probes, witness].map(createAccount));
  return { users: [...accounts, ...introduced.map(introduce)], probes, witness };
}

function newCredentials(name: string): Credentials {
  return { email: `${name}@loventia.test`, password: randomBytes(18).toString('base64url') };
}

async function createAccount({ email, password }: Credentials): Promise<User> {
  return {
    ...newUser(email),
    passwordHash: await hashPassword(password),
    name: 'Alva',
    age: 32,
    city: 'Stockholm',
    ...probePhotos,
  };
}

function introduce([name, age, city, photo]: (typeof introduced)[number]): User {
  return { ...newUser(`${name.toLowerCase()}@loventia.test`), name, age, city, listed: true, publicPhotos: [photo] };
}

function newUser(email: string): User {
  return {
    id: randomBytes(12).toString('hex'),
    email,
    passwordHash: undefined,
    role: 'user',
    listed: false,
    name: '',
    age: 0,
    city: '',
    publicPhotos: [],
    privatePhotos: [],
    isPremium: false,
    stripeCustomerId: null,
    billingAsOf: 0,
  };
}
