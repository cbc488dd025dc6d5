import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { type Batch, toMetricDatum } from './batch.ts';
import { loadSdk } from './client.ts';

/** What became of a batch: the service has it, refuses the data themselves, or did not say so in time. */
export type Sent =
  | { kind: 'acknowledged'; requests: number }
  | { kind: 'refused' | 'unanswered'; requests: number; reason: string };

/** As much of the SDK's client as sending takes. */
export type Sender = Pick<CloudWatchClient, 'send'>;

/** Sends one batch with one PutMetricData, which the SDK repeats a few times where that can help. Never rejects. */
export async function sendBatch(open: () => Promise<Sender>, batch: Batch, signal: AbortSignal): Promise<Sent> {
  if (signal.aborted) return { kind: 'unanswered', requests: 0, reason: 'no time was left to send it' };
  try {
    const { PutMetricDataCommand } = await loadSdk();
    const input = { Namespace: batch.namespace, MetricData: batch.data.map(toMetricDatum) };
    const client = await open();
    const sending = client.send(new PutMetricDataCommand(input), { abortSignal: signal });
    const { $metadata } = await unlessAborted(sending, signal);
    return { kind: 'acknowledged', requests: $metadata.attempts ?? 1 };
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
    return { kind: 'unanswered', requests: 0, reason: `no AWS credentials were found: ${message}` };
  }
  const reason = `${name}: ${message}`.slice(0, 300);
  return { kind: dataAreWrong.test(name) ? 'refused' : 'unanswered', requests, reason };
}

/** A connection error may carry no message of its own, only a code or the errors of each address. */
function factsOf(error: unknown): { name: string; message: string; requests: number } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), requests: 1 };
  const { $metadata, code } = error as Error & { $metadata?: { attempts?: number }; code?: string };
  const message = error.message || code || 'no message';
  return { name: error.name, message, requests: $metadata?.attempts ?? 1 };
}
