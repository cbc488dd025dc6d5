import { connect } from 'node:net';
import process from 'node:process';
import { edgeFailures } from '#checks/edge/failures.ts';
import { besideProxy, runnerOnline } from '#checks/edge/runner-online.ts';
import { emptyCheck } from '#record/empty-check.ts';
import { seenAs } from '#record/failure-code.ts';
import { draftOf, finalizeRecord } from '#record/finalize-record.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { partyOf } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';

const { id } = runnerOnline;
/** Name servers for everybody, of three who have nothing to do with each other. */
const neutralAddresses = ['1.1.1.1:443', '8.8.8.8:443', '9.9.9.9:443'];
const patienceMs = 3_000;

/**
 * The record of a run in which no host of the target could be reached, once addresses that have nothing to do with it were
 * asked: when they are as silent, it is this machine that has no network, and the run says nothing of the target. Where
 * anything answered, where the target names neutral addresses of its own, and where it lives on this machine, nobody is asked.
 */
export async function blameOfflineRunner(
  record: RunRecord,
  target: Target,
  neutral: readonly string[] = neutralAddresses,
): Promise<RunRecord> {
  if (target.network.neutral.length > 0 || isNearby(target) || !isSilent(record)) return record;
  const reached = await Promise.all(neutral.map(acceptsConnection));
  return reached.includes(true) ? record : withOfflineRunner(record, neutral);
}

/** Its hosts are on this machine, or found by way of it: they can be down while the network is well, or up without one. */
function isNearby({ hosts, network: { nameServer = '', connectTo } }: Target): boolean {
  const names = Object.values(hosts).map((url) => new URL(url).hostname);
  return [...names, nameServer, ...Object.values(connectTo)].some((one) => /^(localhost$|127\.|\[::1\])/.test(one));
}

/** Some way to a host was looked at, none was open, and nothing at all answered. */
function isSilent({ checks }: RunRecord): boolean {
  const ways = checks.filter((check) => /^edge\/(dns|tcp):/.test(check.id) && check.outcome !== 'not-run');
  const firsts = ways.filter((check) => check.id.startsWith('edge/dns:'));
  const answered = checks.some(({ exchanges }) => exchanges.some(({ status }) => status !== undefined));
  const closed = (host: string) => ways.some((check) => check.id.endsWith(`:${host}`) && check.outcome === 'fail');
  return firsts.length > 0 && !answered && firsts.every((check) => closed(check.id.split(':')[1] ?? ''));
}

function acceptsConnection(address: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const [host = '', port = ''] = address.split(':');
  const socket = connect({ host, port: Number(port), timeout: patienceMs });
  socket.once('connect', () => resolve(true));
  socket.once('timeout', () => resolve(false));
  socket.once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}

/** The same run with one more claim, which explains all that failed. Pure. */
function withOfflineRunner(record: RunRecord, neutral: readonly string[]): RunRecord {
  const { expected, notWatched, checks, ...draft } = draftOf(record);
  const finalized = finalizeRecord({
    ...draft,
    expected: [...expected, id],
    notWatched: notWatched.filter((claim) => claim.id !== id),
    checks: [offlineRunner(neutral), ...checks.map((check) => ({ ...check, needs: [...check.needs, id] }))],
  });
  return { ...finalized, publish: record.publish };
}

/** The claim that does not hold, as a check of the run would have told it. */
function offlineRunner(neutral: readonly string[]): CheckRecord {
  const failure = seenAs(edgeFailures['runner-offline'], { host: neutral.join(', ') });
  const evidence = ['no host of the target answered either', ...besideProxy(process.env)];
  return {
    ...emptyCheck(),
    ...runnerOnline,
    classes: [...runnerOnline.classes],
    layer: 'edge',
    tier: 'http',
    needs: [],
    owner: 'whoever runs Watchpost',
    advisory: false,
    location: 'run/offline-runner.ts:1',
    outcome: 'fail',
    causedBy: [],
    durationMs: patienceMs,
    attempts: 1,
    failure: { ...failure, party: partyOf(failure.class), unconfirmed: false, evidence },
  };
}
