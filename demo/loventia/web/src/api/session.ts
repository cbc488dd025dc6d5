import { type RequestOptions, request, statusOf } from './request.ts';
import { createStore, useStore } from './store.ts';
import { isExpired } from './token.ts';
import type { User } from './types.ts';

export type Session =
  | { state: 'restoring' }
  | { state: 'signed-out' }
  | { state: 'unreachable' }
  | { state: 'signed-in'; user: User };

interface Grant {
  accessToken: string;
  user: User;
}

const pauseMs = 50;
const session = createStore<Session>({ state: 'restoring' });

/** Lives in memory alone: a page load has to ask for a new one with the refresh cookie. */
let accessToken: string | undefined;
let refreshing: Promise<void> | undefined;

export const useSession = (): Session => useStore(session);

/** On every page load: turns the refresh cookie, if there is one, into a session. Never rejects. */
export async function restoreSession(): Promise<void> {
  try {
    await refresh();
    await loadUser();
  } catch (error) {
    if (session.get().state === 'signed-in') return;
    accessToken = undefined;
    session.set({ state: statusOf(error) === undefined ? 'unreachable' : 'signed-out' });
    await lookElsewhere();
  }
}

/** Signs in; rejects with the API's answer when it refuses. */
export async function login(email: string, password: string): Promise<void> {
  const grant = await request<Grant>('/api/auth/login', { method: 'POST', body: { email, password } });
  accessToken = grant.accessToken;
  session.set({ state: 'signed-in', user: grant.user });
}

/** Ends the session here, and at the API if it can be reached. Never rejects. */
export async function logout(): Promise<void> {
  await request('/api/auth/logout', { method: 'POST', token: accessToken }).catch(() => undefined);
  accessToken = undefined;
  session.set({ state: 'signed-out' });
}

/** Asks the API who is signed in and shows everyone the answer. */
export async function loadUser(): Promise<User> {
  const user = await authorized<User>('/api/auth/me');
  session.set({ state: 'signed-in', user });
  return user;
}

/** A call in the signed-in person's name; a 401 is worth one refresh and one more try. */
export async function authorized<T>(path: string, options: RequestOptions = {}): Promise<T> {
  try {
    return await request<T>(path, { ...options, token: accessToken });
  } catch (error) {
    if (statusOf(error) !== 401 || !accessToken) throw error;
    await refresh().catch(endSession);
    return request<T>(path, { ...options, token: accessToken });
  }
}

function endSession(error: unknown): never {
  if (statusOf(error) === 401) {
    accessToken = undefined;
    session.set({ state: 'signed-out' });
  }
  throw error;
}

/** All callers that need a new token at the same time share one request. */
function refresh(): Promise<void> {
  refreshing ??= refreshUntilValid().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

/** A token that arrives expired is refreshed again, for as long as the API goes on answering. */
async function refreshUntilValid(): Promise<void> {
  for (;;) {
    const grant = await request<Grant>('/api/auth/refresh', { method: 'POST' });
    if (!isExpired(grant.accessToken)) {
      accessToken = grant.accessToken;
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Older sessions were kept elsewhere, so a signed-out page tries those places too; their 401s are expected. */
const lookElsewhere = () =>
  Promise.allSettled(['/api/auth/me', '/api/me', '/api/users/profile'].map((path) => request(path)));
