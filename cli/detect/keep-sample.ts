import type { RunRecord } from '#record/run-record.ts';
import { cleanRun, recordedFolder, withoutClaim } from '#record/samples/recorded.ts';
import { writeResult } from '../write-result.ts';

/** When every recorded run is said to have begun: a Saturday night. */
const nominalStart = '2026-11-21T02:56:48.600Z';
/** Of the requests of a check, the last one tells how it ended. */
const keptExchanges = 1;

/** Keeps a run without any fault for the tests. */
export const keepClean = (system: string, record: RunRecord): void =>
  write(system, cleanRun, normalised(system, record));

/** Keeps what a fault showed for the tests: every check that did not pass. */
export function keepFault(system: string, fault: string, record: RunRecord): void {
  const checks = normalised(system, record).checks.filter(({ outcome }) => outcome !== 'pass');
  write(system, fault, { fault, checks: checks.map((check) => withoutClaim(check, system)) });
}

const write = (system: string, name: string, content: object): void =>
  writeResult(new URL(`${name}.json`, recordedFolder(system)), content);

/** The record without what is different in every run: ports, ids of requests, the time of day. */
function normalised(system: string, record: RunRecord): RunRecord {
  const checks = record.checks.map((check) => ({
    ...check,
    exchanges: check.exchanges.slice(-keptExchanges).map((exchange) => ({
      ...exchange,
      phases: Object.fromEntries(
        Object.entries(exchange.phases).map(([name, ms = 0]) => [name, Math.round(ms * 10) / 10]),
      ),
      headers: Object.fromEntries(Object.entries(exchange.headers).filter(([name]) => name !== 'date')),
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    })),
    ...(check.traceId && { traceId: '4bf92f3577b34da6a3ce929d0e0e4736' }),
    artifacts: check.artifacts.filter(({ name }) => name === 'screenshot'),
  }));
  const { folder: _, ...rest } = record;
  const shift = Date.parse(nominalStart) - Date.parse(record.startedAt);
  const text = JSON.stringify({ ...rest, id: '20261121-0256-7f3c', checks })
    .replace(new RegExp(`(?<=${system}\\.)test(?::\\d+)?`, 'g'), 'example')
    .replace(/127\.0\.0\.(\d)(?::\d+)?/g, (_, last) => `192.0.2.${6 + Number(last)}`)
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '11b4220c-e857-43a3-9e09-d449e2af9eab')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (instant) =>
      new Date(Date.parse(instant) + shift).toISOString(),
    );
  return JSON.parse(text);
}
