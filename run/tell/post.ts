import { setTimeout as pause } from 'node:timers/promises';
import { retryAfter } from '#fixtures/http/retry-after.ts';
import { cutBetweenWords } from '#record/cut-between-words.ts';
import type { Redact } from '#record/redactor.ts';
import { plainText } from '#record/values/plain-text.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { isSafe } from '#targets/definition/tell.ts';
import { inOneLine } from '../our-fault.ts';

/** What a service is asked. */
export interface Asked {
  method: 'GET' | 'POST' | 'PATCH';
  url: string;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: object;
  /** Done twice it would be there twice: it is not asked again where it may have been done. */
  once?: boolean;
}

/** What it answered, as text. */
export interface Answered {
  status: number;
  text: string;
}

/** The service was reached, and did not take it. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What a service answered, for whoever tries it: cut between words, as secrets are taken out of it only then. */
export const saidBy = ({ status, text }: Answered): string => `${status} ${cutBetweenWords(text, 100)}`.trim();

/** The way to those who are told. */
export interface Post {
  /** What a variable holds. @throws {Error} where it holds nothing. */
  secret(name: string): string;
  /** @throws {Error} in one line, without any secret, where the service did not take it. */
  send(asked: Asked): Promise<Answered>;
}

/** So long one try may take, and so long the pause is before the second, in ms. */
const tryMs = 4_000;
const pauseMs = 300;
/** So much has to be left after a pause that the service has asked for, in ms. */
const sparedMs = 1_000;

/**
 * Sends over the network, each thing twice at most, and all of it within a time that begins with the first: what is not
 * answered by then is not sent.
 */
export function networkPost(
  environment: Environment,
  { redact, until, withinMs }: { redact: Redact; until: AbortSignal; withinMs: number },
): Post {
  let limit: { deadline: number; until: AbortSignal } | undefined;
  return {
    secret(name) {
      const value = environment[name];
      if (value) return value;
      throw new Error(`${name} is not set`);
    },
    async send(asked) {
      // The address may be the secret: nothing of it is told.
      if (!isSafe(URL.parse(asked.url))) throw new Error('the address is no https:// one');
      limit ??= { deadline: Date.now() + withinMs, until: AbortSignal.any([until, AbortSignal.timeout(withinMs)]) };
      const first = await tryOnce(asked, limit.until);
      if (isTaken(first)) return whole(first, redact);
      const waitMs = waitFor(first, asked);
      if (waitMs === undefined || Date.now() + waitMs + sparedMs > limit.deadline || limit.until.aborted)
        throw new Refused(first.status, refusal(first, redact));
      await pause(waitMs, undefined, { signal: limit.until }).catch(() => undefined);
      const second = await tryOnce(asked, limit.until);
      if (isTaken(second)) return whole(second, redact);
      throw new Refused(second.status, `${refusal(second, redact)}, after a second try`);
    },
  };
}

interface Outcome extends Answered {
  /** Its `Retry-After`. */
  asksFor?: string | null;
  /** Nothing of it has arrived, in words. */
  error?: unknown;
}

/** A page is for people: a sign-in, a proxy or a parked name has answered in place of the service. */
const isPage = ({ text }: Outcome) => /^\s*(?:<!doctype html|<html)\b/i.test(text.slice(0, 1_000));

function whole(taken: Outcome, redact: Redact): Answered {
  if (!isPage(taken)) return taken;
  throw new Refused(taken.status, `${refusal(taken, redact)}: a page, and no answer of the service`);
}

const isTaken = ({ status }: Outcome) => status >= 200 && status < 300;

async function tryOnce({ method, url, headers = {}, body }: Asked, until: AbortSignal): Promise<Outcome> {
  try {
    const answer = await fetch(url, {
      method,
      headers: { 'user-agent': 'Watchpost', ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body, wellFormed) }),
      // What is told goes to nobody but whom the target names.
      redirect: 'manual',
      signal: AbortSignal.any([until, AbortSignal.timeout(tryMs)]),
    });
    return { status: answer.status, text: await answer.text(), asksFor: answer.headers.get('retry-after') };
  } catch (error) {
    return { status: 0, text: '', error };
  }
}

/** Half of a character, as a cut may leave it, is no Unicode: services answer 400 to the whole message. */
const wellFormed = (_: string, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value);

const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** How long to wait before the second try; undefined where none would help, or none is allowed. */
function waitFor({ status, asksFor, error }: Outcome, { once = false }: Asked): number | undefined {
  if (status === 429 || ((status === 403 || status === 503) && asksFor)) return retryAfterMs(asksFor);
  const isOpen = error !== undefined && !neverSent.has(codeOf(error));
  if (once && (isOpen || status >= 500)) return undefined;
  return error !== undefined || status >= 500 || status === 408 ? pauseMs : undefined;
}

function retryAfterMs(written: string | null | undefined): number {
  const now = Date.now();
  return Math.max((retryAfter(written ?? '', now) ?? now) - now, pauseMs);
}

const causeOf = (error: unknown): unknown => (error instanceof Error && error.cause ? error.cause : error);
const codeOf = (error: unknown): string => String(Object(causeOf(error))['code'] ?? '');

function refusal({ status, text, error }: Outcome, redact: Redact): string {
  if (error === undefined)
    return `answered ${status} ${plainText(redact(cutBetweenWords(text, 2_000))).slice(0, 200)}`.trimEnd();
  const isLate = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
  return isLate ? 'no answer in time' : redact(codeOf(error) || inOneLine(causeOf(error)));
}
