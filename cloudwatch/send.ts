import { setTimeout as pause } from 'node:timers/promises';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { cutBetweenWords } from '#record/cut-between-words.ts';
import { type Batch, toMetricDatum } from './batch.ts';
import { loadSdk } from './client.ts';

/**
 * What became of a batch: the service has it, refuses the data themselves, did not take it for another reason, or may have
 * it, because its answer did not come or is not of its own kind.
 */
export type Sent =
  | { kind: 'acknowledged'; requests: number }
  | { kind: 'refused' | 'not-taken' | 'unanswered'; requests: number; reason: string };

/** As much of the SDK's client as sending takes. */
export type Sender = Pick<CloudWatchClient, 'send'>;

/** How long to wait before a throttled request is made again, in ms. */
const pausesMs = [400, 1_200];

/**
 * Sends one batch with PutMetricData. It knows no token that would keep a repetition from counting twice, so the request is
 * made again only where the service has said that it was too busy to take the first. Never rejects.
 */
export async function sendBatch(open: () => Promise<Sender>, batch: Batch, signal: AbortSignal): Promise<Sent> {
  let sent = await sendOnce(open, batch, signal);
  for (const pauseMs of pausesMs) {
    if (sent.kind !== 'not-taken' || !/^Throttl/.test(sent.reason) || signal.aborted) break;
    await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    const next = await sendOnce(open, batch, signal);
    sent = { ...next, requests: sent.requests + next.requests };
  }
  return sent;
}

async function sendOnce(open: () => Promise<Sender>, batch: Batch, signal: AbortSignal): Promise<Sent> {
  if (signal.aborted) return { kind: 'not-taken', requests: 0, reason: 'no time was left to send it' };
  try {
    const { PutMetricDataCommand } = await loadSdk();
    const input = { Namespace: batch.namespace, MetricData: batch.data.map(toMetricDatum) };
    const client = await open();
    const sending = client.send(new PutMetricDataCommand(input), { abortSignal: signal });
    const { $metadata } = await unlessAborted(sending, signal);
    if ($metadata.requestId) return { kind: 'acknowledged', requests: 1 };
    return { kind: 'not-taken', requests: 1, reason: 'what answered is not CloudWatch: it names no request id' };
  } catch (error) {
    return notAcknowledged(error, signal);
  }
}

/** The SDK's own abort does not reach its pauses between attempts, nor its search for credentials. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Codes by which the service says that the data are wrong and will stay so (PutMetricData and common errors). */
const dataAreWrong = /^(InvalidParameter|Missing(Required)?Parameter|ValidationE|SerializationE|RequestTooLarge)/;

function notAcknowledged(error: unknown, signal: AbortSignal): Sent {
  const { name, message, requests } = factsOf(error);
  if (signal.aborted) return { kind: 'unanswered', requests, reason: 'no answer in the time there was' };
  if (name === 'CredentialsProviderError') {
    return { kind: 'not-taken', requests: 0, reason: `no AWS credentials were found: ${message}` };
  }
  const reason = cutBetweenWords(`${name}: ${message}`, 300);
  if (dataAreWrong.test(name)) return { kind: 'refused', requests, reason };
  return { kind: wasNotTaken(error) ? 'not-taken' : 'unanswered', requests, reason };
}

/**
 * Nobody was reached, the service did not let the request in, or somebody else answered in its place: who passes a request
 * on to it hands its answer back.
 */
function wasNotTaken(error: unknown): boolean {
  const { $metadata, $response, code } = error as AwsError;
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? 500;
  return status < 500 || /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code ?? '');
}

interface AwsError {
  $metadata?: { attempts?: number; httpStatusCode?: number };
  $response?: { statusCode?: number };
  code?: string;
}

/** A connection error may carry no message of its own, only a code or the errors of each address. */
function factsOf(error: unknown): { name: string; message: string; requests: number } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), requests: 1 };
  const { $metadata, code } = error as Error & AwsError;
  const message = error.message || code || 'no message';
  return { name: error.name, message, requests: $metadata?.attempts ?? 1 };
}
