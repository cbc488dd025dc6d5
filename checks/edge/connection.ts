import { type ConnectionFacts, connect } from '#fixtures/http/connect.ts';
import { network } from '#fixtures/http/network.ts';
import { fail, note } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { connectionFailure, nameFailure } from './connection-failure.ts';

const dayMs = 86_400_000;

/** The addresses of a host; ends the check when its name does not resolve. */
export async function resolveHost({ hostname }: URL): Promise<string[]> {
  const addresses = await network.resolve(hostname).catch((cause: NodeJS.ErrnoException) => {
    const { code, facts } = nameFailure(hostname, cause.code ?? cause.message);
    fail(code, facts, { cause });
  });
  note({ kind: 'probe', name: hostname, ok: true, detail: addresses.join(', ') });
  return addresses;
}

/** Opens a connection and closes it again; ends the check in the way that the connection failed. */
export async function openConnection(url: URL, { secure }: { secure: boolean }): Promise<ConnectionFacts> {
  const reached: ConnectionFacts = { phases: {}, phase: 'dns' };
  const signal = AbortSignal.timeout(target.budgets.request);
  try {
    await touch(url, { secure, signal }, reached);
  } catch (cause) {
    const { host, hostname } = url;
    const detail = cause instanceof Error ? cause.message : String(cause);
    const seen = { host, hostname, reached, errorCode: signal.aborted ? 'ETIMEDOUT' : codeOf(cause), detail };
    const { code, facts } = connectionFailure(seen, new Date());
    const failureClass = signal.aborted ? 'timeout' : code.class;
    fail(code, facts, { class: failureClass, evidence: certificateLines(reached), cause, party: 'edge' });
  }
  for (const [name, ms = 0] of Object.entries(reached.phases)) note({ kind: 'timing', name, ms });
  return reached;
}

const codeOf = (error: unknown) => String((error instanceof Error && Reflect.get(error, 'code')) || 'unknown');

/** Whether a host can be reached at all; for a check that says itself what it means when it cannot. */
export function isReached(url: URL): Promise<boolean> {
  const signal = AbortSignal.timeout(target.budgets.request);
  return touch(url, { secure: false, signal }, { phases: {}, phase: 'dns' }).then(
    () => true,
    () => false,
  );
}

async function touch(url: URL, how: { secure: boolean; signal: AbortSignal }, facts: ConnectionFacts): Promise<void> {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const socket = await connect({ hostname: url.hostname, port, ...how, ...network }, facts);
  socket.destroy();
}

/** Days until a certificate ends, and its notes for the record. */
export function daysLeft({ certificate }: ConnectionFacts, host: string): number {
  if (!certificate) throw new Error('a secure connection without a certificate');
  const days = Math.floor((certificate.validTo.getTime() - Date.now()) / dayMs);
  note({ kind: 'certificate', host, daysLeft: days, fingerprint: certificate.fingerprint });
  return days;
}

const certificateLines = ({ certificate, address }: ConnectionFacts) => [
  ...(address ? [`address ${address}`] : []),
  ...(certificate
    ? [
        `certificate for ${certificate.names.join(', ')} by ${certificate.issuer}, until ${certificate.validTo.toISOString()}`,
      ]
    : []),
];
