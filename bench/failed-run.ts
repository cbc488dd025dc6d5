import { draftOf, type RunDraft } from '#record/finalize-record.ts';
import type { CheckRecord } from '#record/run-record.ts';
import { anExchange, failing } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';

const evidence = [
  'GET https://api.loventia.example/ready 503 in 13 ms',
  'request id 11b4220c-e857-43a3-9e09-d449e2af9eab',
];
const { 'api/ready': dbLost = {} } = changesOf('ready-db');
const broken = failing('http-error', 'answered 500, expected 200', ...evidence);
const exchanges = [500, 500, 200].map((status, at) => anExchange('GET', `https://api.loventia.example/${at}`, status));

/**
 * What a recorder knows at the end of a run of many checks whose database is lost: the checks of the demo, over and over as of
 * many parts of a system, of which every one that needs the database is broken and has its requests, evidence and trace with it.
 *
 * @param count how many checks.
 */
export function failedRun(count: number): RunDraft {
  const one = draftOf(sampleRecord());
  const parts = Array.from({ length: Math.ceil(count / one.checks.length) }, (_, part) =>
    one.checks.map((check) => asPart(check, part)),
  );
  const checks = parts.flat().slice(0, count);
  return { ...one, checks, expected: checks.map(({ id }) => id) };
}

function asPart(check: CheckRecord, part: number): CheckRecord {
  const named = part === 0 ? check : { ...check, id: idIn(part)(check.id), needs: check.needs.map(idIn(part)) };
  if (check.id === 'api/ready') return { ...named, ...dbLost, exchanges };
  return check.needs.includes('api/ready') ? { ...named, ...broken, exchanges } : named;
}

/** Checks of a kind are told apart behind a colon. */
const idIn = (part: number) => (id: string) => (part === 0 ? id : `${id}${id.includes(':') ? '-' : ':part-'}${part}`);
