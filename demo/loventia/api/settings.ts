import { randomBytes } from 'node:crypto';

/** The attributes of the refresh cookie. */
export interface CookieFlags {
  httpOnly: boolean;
  secure: boolean;
  sameSite: 'Strict' | 'Lax' | 'None';
  path: string;
}

/**
 * The API's configuration, read anew at every use: what a deployment sets through its environment, and so what an
 * incident can get wrong without a line of code having changed.
 */
export interface ApiSettings {
  /** Origins that may call with credentials. */
  allowedOrigins(): readonly string[];
  /** Signs and verifies access tokens; asked once for every use. */
  accessSecret(): Uint8Array;
  refreshSecret(): Uint8Array;
  webhookSecret(): string;
  /** Whether an event must be signed with that secret. */
  verifiesWebhooks(): boolean;
  /** What the body parser leaves of a webhook's body: the text as sent. */
  webhookBody(text: string): string;
  /** Whether a subscription that has ended takes premium with it. */
  cancellingFrees(): boolean;
  /** The server's clock, in milliseconds since 1970. */
  now(): number;
  /** How long the access token of a refresh lives, in seconds. */
  refreshedLifetimeS(): number;
  refreshCookie(): CookieFlags;
  /** Whether every refresh replaces the refresh cookie and ends the one before. */
  rotates(): boolean;
  /** Whether a replaced refresh cookie that comes back ends the whole session. Means nothing without rotation. */
  detectsReuse(): boolean;
}

/** What tokens are signed with. */
export interface TokenSecrets {
  access: Uint8Array;
  refresh: Uint8Array;
}

/** Secrets that live as long as the process. */
export const newTokenSecrets = (): TokenSecrets => ({ access: randomBytes(32), refresh: randomBytes(32) });

/** What the settings take from outside. */
export interface SettingsSource {
  /** By default made here. */
  tokenSecrets?: TokenSecrets;
  appOrigin: () => string;
  webhookSecret: () => string;
  rotates?: boolean;
  detectsReuse?: boolean;
}

/** How long an access token lives, in seconds. */
export const accessLifetimeS = 7_200;

/** How long the refresh cookie lives, in seconds. */
export const refreshLifetimeS = 2_592_000;

/** The settings of an API in good health. */
export function createSettings(source: SettingsSource): ApiSettings {
  const { access, refresh } = source.tokenSecrets ?? newTokenSecrets();
  return {
    allowedOrigins: () => [source.appOrigin()],
    accessSecret: () => access,
    refreshSecret: () => refresh,
    webhookSecret: source.webhookSecret,
    verifiesWebhooks: () => true,
    webhookBody: (text) => text,
    cancellingFrees: () => true,
    now: Date.now,
    refreshedLifetimeS: () => accessLifetimeS,
    refreshCookie: () => healthyRefreshCookie,
    rotates: () => source.rotates ?? false,
    detectsReuse: () => source.detectsReuse ?? false,
  };
}

/**
 * Strict works across the two hosts: a cookie's site is the registrable domain (`loventia.test`), so a fetch from
 * `app.` to `api.` is same-site. None would only be needed for a frontend on a domain of its own.
 */
const healthyRefreshCookie: CookieFlags = { httpOnly: true, secure: true, sameSite: 'Strict', path: '/api/auth' };
