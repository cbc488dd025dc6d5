import { type ConnectionFacts, connect } from '#fixtures/http/connect.ts';
import { network } from '#fixtures/http/network.ts';
import { fail, note } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';

const dayMs = 86_400_000;

/** The addresses of a host; ends the check when its name does not resolve. */
export async function resolveHost({ hostname }: URL): Promise<string[]> {
  const addresses = await network.resolve(hostname).catch((error: NodeJS.ErrnoException) => {
    fail('dns', `${hostname} does not resolve (${error.code ?? error.message})`, { cause: error });
  });
  note({ kind: 'probe', name: hostname, ok: true, detail: addresses.join(', ') });
  return addresses;
}

/** Opens a connection and closes it again; ends the check with the class of the phase that failed. */
export async function openConnection(url: URL, { secure }: { secure: boolean }): Promise<ConnectionFacts> {
  const facts: ConnectionFacts = { phases: {}, phase: 'dns' };
  const signal = AbortSignal.timeout(target.budgets.request);
  try {
    await touch(url, { secure, signal }, facts);
  } catch (error) {
    const failureClass = signal.aborted ? 'timeout' : phaseClass(facts);
    const said = error instanceof Error ? error.message : String(error);
    fail(failureClass, `${url.host}: ${said}`, { evidence: certificateLines(facts), cause: error, party: 'edge' });
  }
  for (const [name, ms = 0] of Object.entries(facts.phases)) note({ kind: 'timing', name, ms });
  return facts;
}

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

const phaseClass = ({ phase }: ConnectionFacts) => (phase === 'dns' || phase === 'tls' ? phase : 'tcp');

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
