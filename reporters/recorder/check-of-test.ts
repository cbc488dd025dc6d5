import { relative } from 'node:path';
import type { TestCase, TestResult } from '@playwright/test/reporter';
import { type Note, type NoteKind, notesOf } from '#record/annotation.ts';
import type { Claim } from '#record/claim.ts';
import { emptyCheck } from '#record/empty-check.ts';
import type { Failure } from '#record/evidence.ts';
import { type Mute, muteOf } from '#record/mute.ts';
import type { Redact } from '#record/redactor.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { type NotRunReason, partyOf } from '#record/vocabulary.ts';
import { outcomeOfSpec, remarksOfSpec, type SpecContext } from './specs/outcome-of-spec.ts';
import { titleOfSpec } from './specs/spec-claims.ts';

export interface FinishedTest {
  test: TestCase;
  result: TestResult;
  claim: Claim;
  /** The run's folder; artifacts are named relative to it. */
  folder: string;
  redact: Redact;
  /** The target's mutes, as they stand at the end of the check. */
  mutes?: readonly Mute[];
  /** It is a spec of a team's own, which says nothing to us by itself. */
  spec?: SpecContext;
}

export interface FinishedCheck {
  check: CheckRecord;
  requests: RunRecord['requests'];
  releases: RunRecord['releases'];
  browser: string | undefined;
}

/** A finished Playwright test as a check of the record. Pure. */
export function toCheck(finished: FinishedTest): FinishedCheck {
  const { test, result, claim, folder, spec, mutes = [] } = finished;
  const muted = muteOf(claim, mutes, new Date(result.startTime.getTime()));
  const notes = notesOf(result.annotations);
  // What a spec attached nobody has looked through: it is not kept.
  const attachments = spec ? [] : result.attachments;
  const artifacts = attachments.flatMap(({ name, path }) => (path ? [{ name, path: relative(folder, path) }] : []));
  const sent = of(notes, 'requests');
  const check: CheckRecord = {
    ...identity(test, claim, spec !== undefined),
    ...(spec ? judgedSpec(finished, spec) : outcomeOf(finished, notes)),
    ...(muted && { muted }),
    startedAt: result.startTime.toISOString(),
    durationMs: Math.max(0, result.duration),
    attempts: of(notes, 'degraded').some(({ reason }) => reason === 'second-try') ? 2 : 1,
    timings: Object.fromEntries(of(notes, 'timing').map(({ name, ms }) => [name, ms])),
    hops: of(notes, 'hop').map(({ name, ms, late }) => ({ name, ms, ...(late && { late }) })),
    probes: of(notes, 'probe').map(({ kind: _, ...probe }) => probe),
    certificates: of(notes, 'certificate').map(({ kind: _, ...certificate }) => certificate),
    remarks: spec ? remarksOfSpec(finished) : of(notes, 'remark').map(({ message }) => message),
    rulesOut: of(notes, 'rules-out').map(({ kind: _, ...shown }) => shown),
    exchanges: of(notes, 'exchange').map(({ kind: _, ...exchange }) => exchange),
    ...traceOf(notes),
    ...orphansIn(notes),
    artifacts,
  };
  return {
    check,
    requests: { sent: sum(sent.map((one) => one.sent)), refused: sum(sent.map((one) => one.refused)) },
    releases: releasesIn(notes),
    browser: of(notes, 'browser')[0]?.version,
  };
}

/** A check that was expected and never came to its end, as when the run ended first; most of them had not begun. */
export function neverRan(
  test: TestCase,
  claim: Claim,
  isSpec: boolean,
  why: { notRun: NotRunReason; reason: string; attempts?: number } = cutOff(test),
): CheckRecord {
  return {
    ...identity(test, claim, isSpec),
    outcome: 'not-run',
    durationMs: 0,
    attempts: 0,
    ...why,
    ...emptyCheck(),
  };
}

/** One that was under way has a result, and what stands in it is not its own end. */
const cutOff = ({ results }: TestCase) =>
  results.length > 0
    ? ({ notRun: 'cut-off', reason: 'it was under way when the run ended', attempts: 1 } as const)
    : ({ notRun: 'cut-off', reason: 'the run ended before it' } as const);

type Identity = Pick<CheckRecord, 'title' | 'location' | 'causedBy'> & Omit<Claim, 'watched'>;

function identity(test: TestCase, { watched: _, ...claim }: Claim, isSpec: boolean): Identity {
  const { file, line } = test.location;
  return {
    ...claim,
    title: isSpec ? titleOfSpec(test) : test.title,
    location: `${relative('.', file)}:${line}`,
    causedBy: [],
  };
}

type Judged = Pick<CheckRecord, 'outcome'> & Partial<Pick<CheckRecord, 'reason' | 'degraded' | 'notRun' | 'failure'>>;

function outcomeOf({ result, claim: { advisory }, redact }: FinishedTest, notes: readonly Note[]): Judged {
  const [refused] = of(notes, 'not-run');
  if (refused) {
    const { reason, message, setting } = refused;
    return { outcome: 'not-run', notRun: reason, reason: message, ...(setting && { setting }) };
  }
  if (result.status === 'interrupted')
    return { outcome: 'not-run', notRun: 'cut-off', reason: 'cut off by the end of the run' };
  if (result.status === 'skipped') return { outcome: 'not-run', notRun: 'blocked', reason: 'skipped without a reason' };
  if (result.status !== 'passed') return failed(failureOf(result, notes, redact), advisory);
  const [less] = of(notes, 'degraded');
  if (!less) return { outcome: 'pass' };
  const { kind: _, reason, ...failure } = less;
  return {
    outcome: 'degraded',
    degraded: reason,
    reason: failure.message,
    failure: { ...failure, party: failure.party ?? partyOf(failure.class), unconfirmed: false },
  };
}

/** A broken claim that is only advice degrades a run; a fault of ours stays what it is. */
const failed = (failure: Failure, advisory: boolean): Judged =>
  advisory && failure.party !== 'suite'
    ? { outcome: 'degraded', degraded: 'advisory', reason: failure.message, failure }
    : { outcome: 'fail', failure };

function judgedSpec({ test, result, claim, redact }: FinishedTest, context: SpecContext): Judged {
  const seen = outcomeOfSpec({ test, result, redact, context });
  if ('failure' in seen) return failed(seen.failure, claim.advisory);
  return 'notRun' in seen ? { outcome: 'not-run', ...seen } : seen;
}

/** What went to the recorder before the throw; without it the worker died, which is our own fault. */
function failureOf(result: TestResult, notes: readonly Note[], redact: Redact): Failure {
  const [noted] = of(notes, 'failure');
  if (noted) {
    const { kind: _, ...failure } = noted;
    return failure;
  }
  const message = redact((result.error?.message ?? 'no error was reported').split('\n', 1)[0] ?? '');
  return {
    class: 'harness',
    code: 'worker-died',
    facts: {},
    message,
    party: 'suite',
    unconfirmed: false,
    evidence: [],
  };
}

function traceOf(notes: readonly Note[]): { traceId?: string } {
  const [trace] = of(notes, 'trace');
  return trace ? { traceId: trace.traceId } : {};
}

function orphansIn(notes: readonly Note[]): { orphans?: number } {
  const [counted] = of(notes, 'orphans');
  return counted ? { orphans: counted.count } : {};
}

function releasesIn(notes: readonly Note[]): RunRecord['releases'] {
  const seen = Map.groupBy(of(notes, 'release'), ({ component }) => component);
  return Object.fromEntries([...seen].map(([name, all]) => [name, [...new Set(all.map(({ release }) => release))]]));
}

const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);

function of<K extends NoteKind>(notes: readonly Note[], kind: K): Extract<Note, { kind: K }>[] {
  return notes.filter((note): note is Extract<Note, { kind: K }> => note.kind === kind);
}
