/** A person with an account. */
export interface User {
  /** 24 hex digits, as MongoDB makes them. */
  id: string;
  email: string;
  /** Undefined: nobody can sign in as this person. */
  passwordHash: string | undefined;
  role: 'user' | 'admin';
  /** Whether others meet this person on the discover page; the accounts of probes stay out of it. */
  listed: boolean;
  name: string;
  age: number;
  city: string;
  /** Keys in the public bucket, the picture shown first in front. */
  publicPhotos: readonly string[];
  /** Keys in the private bucket. */
  privatePhotos: readonly string[];
  isPremium: boolean;
  stripeCustomerId: string | null;
  /** Seconds since 1970: the moment that `isPremium` was last known for. Older news from Stripe is stale. */
  billingAsOf: number;
}

/** Mongoose's connection states, as far as they occur here: 0 disconnected, 1 connected. */
export type ConnectionState = 0 | 1;

/** The API's database. Every call but `state` rejects with `StoreClosedError` while the connection is closed. */
export interface UserStore {
  state(): ConnectionState;
  byId(id: string): Promise<User | undefined>;
  byEmail(email: string): Promise<User | undefined>;
  byCustomer(customerId: string): Promise<User | undefined>;
  all(): Promise<User[]>;
  update(id: string, change: Partial<User>): Promise<User>;
  /** Whether this Stripe event was handled before. */
  hasEvent(eventId: string): Promise<boolean>;
  addEvent(eventId: string): Promise<void>;
}

class StoreClosedError extends Error {
  constructor() {
    super('The database connection is closed (state 0).');
    this.name = 'StoreClosedError';
  }
}

/** Keeps users in memory. `isConnected` is asked at every call: it is the cable that a fault pulls. */
export function createUserStore(seed: readonly User[], isConnected: () => boolean): UserStore {
  const users = new Map(seed.map((user) => [user.id, user]));
  const events = new Set<string>();
  const find = (matches: (user: User) => boolean) => [...users.values()].find(matches);
  const connected = async <T>(query: () => T): Promise<T> => {
    if (!isConnected()) throw new StoreClosedError();
    return query();
  };
  return {
    state: () => (isConnected() ? 1 : 0),
    byId: (id) => connected(() => users.get(id)),
    byEmail: (email) => connected(() => find((user) => user.email === email.trim().toLowerCase())),
    byCustomer: (customerId) => connected(() => find((user) => user.stripeCustomerId === customerId)),
    all: () => connected(() => [...users.values()]),
    update: (id, change) => connected(() => updateUser(users, id, change)),
    hasEvent: (eventId) => connected(() => events.has(eventId)),
    addEvent: (eventId) => connected(() => void events.add(eventId)),
  };
}

function updateUser(users: Map<string, User>, id: string, change: Partial<User>): User {
  const user = users.get(id);
  if (!user) throw new Error(`There is no user "${id}".`);
  const updated = { ...user, ...change };
  users.set(id, updated);
  return updated;
}
