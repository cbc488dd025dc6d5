import type { Target } from '#targets/target.ts';

/** A request, as far as it shows whether it is the sign-in. */
interface Sent {
  method: string;
  url: URL;
}

/** Tells the requests by which people sign in. At one path others may be sent, too: Supabase tells them apart by their query. */
export function loginOf({ auth }: Pick<Target, 'auth'>): (sent: Sent) => boolean {
  const login = auth?.routes.login;
  return ({ method, url }) => method === 'POST' && url.pathname + url.search === login;
}
