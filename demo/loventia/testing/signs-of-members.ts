import { decodeJwt } from 'jose';
import type { Patient } from './patient.ts';
import { seePhoto } from './see-photo.ts';
import { bearer, type Session, type Visitor } from './visitor.ts';

/** How long a sign waits for what should come by itself. */
const PATIENCE_MS = 1_500;

/** The signs that need a session, the purchase last. */
export const signsOfMembers: Record<string, (patient: Patient) => Promise<string>> = {
  async me({ visitor, session }) {
    const ask = async () => String((await visitor.api('/api/auth/me', { headers: tokenOf(session) })).status);
    return `${await ask()} ${await ask()}`;
  },
  async earlierSession({ demo, visitor }) {
    const { accessToken } = await demo.earlierSession();
    return String((await visitor.api('/api/auth/me', { headers: bearer(accessToken) })).status);
  },
  cookie: async ({ session }) => (session?.setCookie ?? '').split('; ').slice(1).join('; '),
  async refresh({ visitor, session }) {
    const response = await visitor.post('/api/auth/refresh', undefined, { cookie: session?.cookie ?? '' });
    if (!response.ok) return String(response.status);
    const { accessToken } = (await response.json()) as Session;
    const { exp = 0, iat = 0 } = decodeJwt(accessToken);
    return `200, a token for ${exp - iat} s`;
  },
  async rotation({ demo, visitor }) {
    const { cookie } = await visitor.login();
    const response = await visitor.post('/api/auth/refresh', undefined, { cookie });
    return response.headers.getSetCookie().length > 0 === demo.promises.rotates ? 'as promised' : 'not as promised';
  },
  presigned: async ({ demo, visitor, session }) => seePhoto(visitor, demo, session?.user.photos.at(-1) ?? ''),
  async checkout({ visitor, session }) {
    const response = await visitor.post('/api/billing/create-checkout-session', {}, tokenOf(session));
    const { url, code } = (await response.json()) as { url?: string; code?: string };
    return [response.status, url ? 'url' : code].filter(Boolean).join(' ');
  },
  async hostedPage({ visitor, session }) {
    const response = await visitor.post('/api/billing/create-checkout-session', {}, tokenOf(session));
    const { url = '' } = (await response.json()) as { url?: string };
    return (await (await visitor.fetch(url)).text()).includes('data-testid="hosted-payment-submit-button"')
      ? 'takes a card'
      : 'no card asked for';
  },
  sync: async ({ visitor, session }) => String((await visitor.post('/api/billing/sync', {}, tokenOf(session))).status),
  cancel: async ({ visitor, session }) =>
    String((await visitor.post('/api/billing/cancel-now', {}, tokenOf(session))).status),
  async premium({ visitor, session }) {
    const { accessToken = '' } = session ?? {};
    await visitor.buy(accessToken);
    const { data } = await visitor.stripe.events.list({ types: ['checkout.session.completed'], limit: 1 });
    const delivered = await waitForDelivery(visitor, data[0]?.id ?? '');
    const { isPremium } = await visitor.me(accessToken);
    return `${delivered}, ${isPremium ? 'premium' : 'free'}`;
  },
  async shownToBrowsers({ demo, visitor, session }) {
    const ask = async (headers: Record<string, string>) => {
      const response = await visitor.api('/api/auth/me', { headers: { ...tokenOf(session), ...headers } });
      const { entitlements } = (await response.json()) as Partial<Session['user']>;
      return entitlements?.tier;
    };
    return (await ask({})) === (await ask({ origin: demo.urls.app })) ? 'as it is' : 'otherwise';
  },
  async afterwards({ visitor, session }) {
    const { accessToken = '' } = session ?? {};
    await visitor.post('/api/billing/cancel-now', {}, tokenOf(session));
    return (await visitor.me(accessToken)).isPremium ? 'premium' : 'free';
  },
};

const tokenOf = (session: Session | undefined) => bearer(session?.accessToken ?? '');

async function waitForDelivery(visitor: Visitor, eventId: string): Promise<'delivered' | 'not delivered'> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const { pending_webhooks } = await visitor.stripe.events.retrieve(eventId);
    if (pending_webhooks === 0) return 'delivered';
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return 'not delivered';
}
