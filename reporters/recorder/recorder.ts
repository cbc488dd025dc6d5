import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
  TestRun,
} from '@playwright/test/reporter';
import { type Claim, claimOf } from '#record/claim.ts';
import { finalizeRecord, type RunDraft } from '#record/finalize-record.ts';
import { apply, type JournalEntry, journalFile } from '#record/journal.ts';
import { muteWarnings } from '#record/mute.ts';
import { createRedactor, type Redact } from '#record/redactor.ts';
import type { RunRecord } from '#record/run-record.ts';
import { sayClosed } from '#record/runner-ipc.ts';
import type { RunEnding } from '#record/verdict.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import { knownSecrets } from '#targets/definition/secrets.ts';
import { loadSettings, type Settings } from '#targets/definition/settings.ts';
import { neverRan, toCheck } from './check-of-test.ts';
import { checkTold } from './check-told.ts';
import { namedCheckProblems } from './mute-problems.ts';
import { Progress } from './progress.ts';
import { headerOf } from './run-header.ts';
import { isSelected, selectionProblems } from './selection.ts';

/**
 * The one listener to Playwright. Appends each finished check to the journal at once and closes the record in `onEnd`.
 * No method may throw or reject: Playwright would end the run, or turn a green one red.
 */
export default class Recorder implements Reporter {
  #settings: Settings | undefined;
  #draft: RunDraft | undefined;
  #suite: Suite | undefined;
  #refused = false;
  #redact: Redact = createRedactor();
  readonly #notWatched: RunRecord['notWatched'] = [];
  readonly #early: string[] = [];
  readonly #progress = new Progress(process.stdout);

  printsToStdio(): boolean {
    return true;
  }

  /** Takes out what was not selected and what the target does not watch. Throws before the first request on an unknown name. */
  async preprocess({ suite, testRun }: { suite: Suite; testRun: TestRun }): Promise<void> {
    await this.#progress.prepare();
    const settings = await loadSettings(process.env);
    this.#settings = settings;
    this.#redact = createRedactor(knownSecrets(settings.target, process.env));
    const claims = claimsOf(suite);
    const problems = selectionProblems(
      settings,
      claims.map(([, claim]) => claim),
    );
    const named = claims.map(([, claim]) => claim);
    if (settings.knowsAllChecks) problems.push(...namedCheckProblems(settings.target, named, new Date(), settings));
    if (problems.length > 0) this.#refuse(settings, new ConfigError(problems));
    for (const [test, claim] of claims) {
      const tier = test.parent.project()?.name;
      const selected = settings.tiers.some((one) => one === tier) && isSelected(settings, claim);
      if (!selected || !claim.watched) testRun.exclude(test);
      if (selected && !claim.watched) this.#notWatched.push({ id: claim.id, layer: claim.layer, title: test.title });
    }
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#guarded(() => {
      if (!this.#settings || this.#refused) return;
      this.#suite = suite;
      const expected = claimsOf(suite).map(([, claim]) => claim.id);
      const header = headerOf(this.#settings, new Date());
      const notWatched = this.#notWatched;
      this.#draft = {
        header,
        expected,
        notWatched,
        checks: [],
        harness: [],
        releases: {},
        requests: { sent: 0, refused: 0 },
        warnings: muteWarnings(this.#settings.target.mutes, new Date()),
        endedAt: header.startedAt,
      };
      mkdirSync(this.#folder(), { recursive: true });
      this.#journal({ kind: 'begin', header, expected, notWatched });
      writeRecord(this.#folder(), { ...finalizeRecord(this.#draft), complete: false });
      for (const message of this.#early.splice(0)) this.#harness(message);
      this.#progress.begin(expected.length);
    });
  }

  onTestBegin(test: TestCase): void {
    this.#guarded(() => this.#progress.running(claimOf(test.annotations)?.id));
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#guarded(() => {
      // It was set to keep the worker; the reporters after this one are to see a failure.
      if (test.expectedStatus === 'failed') test.expectedStatus = 'passed';
      const claim = claimOf(test.annotations);
      if (!claim || !this.#draft) return;
      const entry = toCheck({ test, result, claim, folder: this.#folder(), redact: this.#redact, ...this.#mutes() });
      if (entry.browser) this.#draft.header.versions.browser = entry.browser;
      this.#journal({ kind: 'check', check: entry.check, requests: entry.requests, releases: entry.releases });
      this.#progress.finished(entry.check);
    });
  }

  onError(error: TestError): void {
    this.#guarded(() => {
      const message = this.#redact(inOneLine(error));
      if (this.#takesOver(message)) return;
      if (!this.#refused) process.stderr.write(`watchpost: ${message}\n`);
      this.#harness(message);
    });
  }

  async onEnd(result: FullResult): Promise<void> {
    this.#progress.end();
    if (this.#refused) return;
    exitWith(exitCodes.inconclusive);
    try {
      const draft = this.#draft ?? (await this.#draftOfNothing());
      // Not by `results`: a check that was under way at the deadline has one, and never came to its end.
      const heard = new Set(draft.checks.map(({ id }) => id));
      for (const [test, claim] of this.#suite ? claimsOf(this.#suite) : []) {
        if (!heard.has(claim.id)) draft.checks.push(neverRan(test, claim));
      }
      draft.endedAt = new Date().toISOString();
      const record = finalizeRecord(draft, endingOf(result));
      mkdirSync(this.#folder(), { recursive: true });
      writeRecord(this.#folder(), record);
      exitWith(record.verdict.code);
    } catch (error) {
      if (error instanceof ConfigError) exitWith(exitCodes.misconfigured);
      complain(error);
    }
  }

  /** By now the other reporters have written as well. */
  async onExit(): Promise<void> {
    sayClosed();
  }

  /** The run ended before it began, for instance because a check could not be loaded. */
  async #draftOfNothing(): Promise<RunDraft> {
    this.#settings ??= await loadSettings(process.env);
    const header = headerOf(this.#settings, new Date());
    const requests = { sent: 0, refused: 0 };
    return {
      header,
      expected: [],
      notWatched: [],
      checks: [],
      harness: this.#early,
      releases: {},
      requests,
      endedAt: header.startedAt,
    };
  }

  /** Leaves the problems where the command finds them, and ends the run before anything was asked of the target. */
  #refuse(settings: Settings, error: ConfigError): never {
    const folder = join(settings.reports, settings.runId);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'misconfigured.json'), JSON.stringify(error.problems));
    this.#refused = true;
    exitWith(exitCodes.misconfigured);
    throw error;
  }

  /** What was asked outside every check wrote itself down as one before it threw: the error is no fault of the suite. */
  #takesOver(message: string): boolean {
    const draft = this.#draft;
    const told = draft && checkTold(this.#readJournal(), draft.checks, message);
    if (!told) return false;
    apply(draft, told);
    this.#progress.finished(told.check);
    return true;
  }

  #readJournal(): string {
    const file = join(this.#folder(), journalFile);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  #journal(entry: JournalEntry): void {
    if (this.#draft) apply(this.#draft, entry);
    appendFileSync(join(this.#folder(), journalFile), `${JSON.stringify(entry)}\n`);
  }

  #harness(message: string): void {
    if (this.#draft) this.#journal({ kind: 'harness', message });
    else this.#early.push(message);
  }

  #mutes = () => (this.#settings ? { mutes: this.#settings.target.mutes } : {});

  #folder(): string {
    return join(this.#settings?.reports ?? 'reports', this.#settings?.runId ?? 'unknown');
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      complain(error);
    }
  }
}

/** The last word of several counts. Playwright ignores a code that is set before it exits itself. */
function exitWith(code: number): void {
  process.on('exit', () => {
    process.exitCode = code;
  });
}

function complain(error: unknown): void {
  if (error instanceof ConfigError) return void process.stderr.write(`${error.message}\n`);
  process.stderr.write(`watchpost: the recorder failed: ${error instanceof Error ? error.stack : error}\n`);
}

function claimsOf(suite: Suite): [TestCase, Claim][] {
  return suite.allTests().flatMap((test) => {
    const claim = claimOf(test.annotations);
    return claim ? [[test, claim] as [TestCase, Claim]] : [];
  });
}

/** Playwright knows one way to be interrupted; a command that was sent SIGTERM judges the record again. */
function endingOf({ status }: FullResult): RunEnding {
  if (status === 'interrupted') return { signal: 'SIGINT' };
  return status === 'timedout' ? { deadline: true } : {};
}

/** Enough of an error to know it again, on one line. */
const inOneLine = ({ message, value }: TestError) =>
  (message ?? value ?? 'unknown error').replace(/\s+/g, ' ').slice(0, 300);

function writeRecord(folder: string, record: RunRecord): void {
  writeFileSync(join(folder, 'run-record.json'), `${JSON.stringify(record, null, 2)}\n`);
}
