import Stripe from 'stripe';
import type { RequestInit, Response } from 'undici';
import { createLoopbackFetch } from '../../net/loopback-fetch.ts';
import { patientFetch } from '../../stripe/patient-fetch.ts';
import type { UserView } from '../api/user-view.ts';
import type { Loventia } from '../boot.ts';
import type { Credentials } from '../seed-users.ts';

export interface Session {
  accessToken: string;
  /** `refreshToken=…`, as a client sends it back. */
  cookie: string;
  /** The whole `Set-Cookie` line. */
  setCookie: string;
  user: UserView;
}

/** Somebody who looks at a demo from outside, over real sockets, knowing only what `bootLoventia` tells. */
export interface Visitor {
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** A request to the API. */
  api(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  login(who?: Credentials): Promise<Session>;
  me(accessToken: string): Promise<UserView>;
  /** Opens a checkout in the API and pays it on Stripe's hosted page. */
  buy(accessToken: string): Promise<void>;
  /** Posts an event to the webhook, signed like Stripe's unless told otherwise. */
  postEvent(payload: string, signature?: string): Promise<Response>;
  stripe: Stripe;
  close(): Promise<void>;
}

export const bearer = (accessToken: string) => ({ authorization: `Bearer ${accessToken}` });

/**
 * Gives up on an answer after `patienceMs`.
 *
 * @param apiPatienceMs how long one of the API is waited for, where it is known that none comes.
 */
export function createVisitor(demo: Loventia, patienceMs = 10_000, apiPatienceMs = patienceMs): Visitor {
  const loopback = createLoopbackFetch(demo.caPem);
  const fetch: Visitor['fetch'] = (url, init) =>
    loopback.fetch(url, { signal: AbortSignal.timeout(patienceMs), ...init });
  const api: Visitor['api'] = (path, init) =>
    fetch(`${demo.urls.api}${path}`, { signal: AbortSignal.timeout(apiPatienceMs), ...init });
  const post: Visitor['post'] = (path, body, headers = {}) =>
    api(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    fetch,
    api,
    post,
    async login(who = demo.credentials.probes[0]) {
      const response = await post('/api/auth/login', who);
      if (!response.ok) throw new Error(`Login answered ${response.status}`);
      const { accessToken, user } = (await response.json()) as Session;
      const [setCookie = ''] = response.headers.getSetCookie();
      return { accessToken, user, setCookie, cookie: setCookie.split(';')[0] ?? '' };
    },
    async me(accessToken) {
      const response = await api('/api/auth/me', { headers: bearer(accessToken) });
      return (await response.json()) as UserView;
    },
    async buy(accessToken) {
      const opened = await post('/api/billing/create-checkout-session', {}, bearer(accessToken));
      const { url } = (await opened.json()) as { url: string };
      const paid = await fetch(url, { method: 'POST', body: new URLSearchParams(card) });
      if (!paid.ok) throw new Error(`The hosted page answered ${paid.status}: ${await paid.text()}`);
    },
    postEvent(payload, signature) {
      const { webhookSecret: secret } = demo.stripe;
      const signed = signature ?? Stripe.webhooks.generateTestHeaderString({ payload, secret });
      return api('/webhooks/stripe', { method: 'POST', body: payload, headers: { 'stripe-signature': signed } });
    },
    stripe: connect(demo, patientFetch(fetch) as unknown as typeof globalThis.fetch),
    close: loopback.close,
  };
}

const card = {
  email: 'probe@loventia.test',
  cardNumber: '4242 4242 4242 4242',
  cardExpiry: `12 / ${(new Date().getFullYear() + 3) % 100}`,
  cardCvc: '123',
  billingName: 'Alva Probe',
  billingCountry: 'SE',
  billingPostalCode: '111 22',
};

function connect(demo: Loventia, fetch: typeof globalThis.fetch): Stripe {
  const { hostname, port } = new URL(demo.urls.stripe);
  const httpClient = Stripe.createFetchHttpClient(fetch);
  return new Stripe(demo.stripe.restrictedKey, { host: hostname, port, httpClient, maxNetworkRetries: 0 });
}
