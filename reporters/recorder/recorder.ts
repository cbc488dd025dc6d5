import { join } from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
  TestRun,
  TestStep,
} from '@playwright/test/reporter';
import { finalizeRecord, type RunDraft } from '#record/finalize-record.ts';
import { apply, type JournalEntry, putCheck } from '#record/journal.ts';
import { muteWarnings } from '#record/mute.ts';
import { announceRecorder, withdrawRecorder } from '#record/recorder-presence.ts';
import { createRedactor, type Redact } from '#record/redactor.ts';
import type { RunRecord } from '#record/run-record.ts';
import { sayClosed, startedByCommand } from '#record/runner-ipc.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { waiting, whenLetGo, whoWaits } from '#record/waiting-workers.ts';
import { settingsOfRun } from '#targets/definition/handed-settings.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { withoutCommands } from '../github/workflow-commands.ts';
import { Again, isAgain, isRepeat } from './again.ts';
import { neverRan, toCheck } from './check-of-test.ts';
import { checkTold } from './check-told.ts';
import { Claims } from './claims.ts';
import { complain } from './complain.ts';
import { isRecorded, lastLines } from './direct-run.ts';
import { draftOf, endingOf } from './draft-of-run.ts';
import { inOneLine, isOfPlan } from './error-of-run.ts';
import { exitWith } from './last-code.ts';
import { leftOut } from './left-out.ts';
import { nameProblems } from './name-problems.ts';
import { Progress } from './progress.ts';
import { Repeats } from './repeats.ts';
import { RunFiles } from './run-files.ts';
import { headerOf } from './run-header.ts';
import { secretsToRedact } from './secrets-to-redact.ts';
import { cleanStep } from './specs/clean-evidence.ts';
import { staleMarks } from './specs/outcome-of-spec.ts';
import { tidyResult } from './tidy-result.ts';

/**
 * The one listener to Playwright. Appends each finished check to the journal at once and closes the record in `onEnd`.
 * No method may throw or reject: Playwright would end the run, or turn a green one red.
 */
export default class Recorder implements Reporter {
  readonly #records: boolean;
  #settings: Settings | undefined;
  #draft: RunDraft | undefined;
  #suite: Suite | undefined;
  #claims: Claims | undefined;
  #refused = false;
  /** The closed record, where the disk does not take it. */
  #unsaved: RunRecord | undefined;
  #redact: Redact = createRedactor();
  readonly #repeats = new Repeats();
  readonly #again = new Again();
  readonly #notWatched: RunRecord['notWatched'] = [];
  readonly #early: string[] = [];
  readonly #troubles = new Set<string>();
  readonly #progress = new Progress(process.stdout);

  /** @param options as Playwright hands them to every reporter; `_mode` is what it was called for. */
  constructor({ _mode: mode = 'test' }: { _mode?: string } = {}) {
    this.#records = isRecorded(mode, process.argv);
    if (this.#records) announceRecorder(startedByCommand());
  }

  /** What is not recorded is Playwright's own to show. */
  printsToStdio(): boolean {
    return this.#records;
  }

  /** Takes out what was not selected and what the target does not watch. Throws before the first request on an unknown name. */
  async preprocess({ suite, testRun }: { suite: Suite; testRun: TestRun }): Promise<void> {
    if (!this.#records) return;
    await this.#progress.prepare();
    const settings = await settingsOfRun(process.env).catch((error: unknown) => this.#refuse(error));
    this.#settings = settings;
    this.#redact = createRedactor(secretsToRedact(settings, process.env));
    this.#claims = new Claims(suite, settings);
    const claims = this.#claims.among(suite);
    const named = claims.flatMap(([test, claim]) => (isRepeat(test) ? [] : claim));
    const problems = this.#claims.hasFocus ? [] : nameProblems(settings, named, this.#claims.hasSpecs());
    if (problems.length > 0) this.#refuse(new ConfigError(problems));
    for (const [test, claim] of claims) {
      const out = leftOut(claim, settings);
      if (out) testRun.exclude(test);
      if (out && out !== 'unasked' && !isRepeat(test))
        this.#notWatched.push({ id: claim.id, layer: claim.layer, title: this.#claims.titleOf(test), ...out });
    }
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#guarded(() => {
      if (!this.#settings || this.#refused) return;
      this.#suite = suite;
      const claims = this.#claims?.among(suite) ?? [];
      const expected = [...new Set(claims.map(([, claim]) => claim.id))];
      this.#again.plan(claims.flatMap(([test]) => (isAgain(test) ? [] : test.id)));
      const header = headerOf(this.#settings, new Date(), this.#claims?.milder);
      this.#draft = { ...draftOf(header), expected, notWatched: this.#notWatched };
      this.#draft.warnings = muteWarnings(this.#settings.target.mutes, new Date());
      this.#journal({ kind: 'begin', header, expected, notWatched: this.#notWatched });
      this.#files().writeRecord({ ...finalizeRecord(this.#draft), complete: false });
      for (const message of this.#early.splice(0)) this.#harness(message);
      this.#progress.begin(claims.filter(([test]) => !isAgain(test)).length);
    });
    if (whoWaits().includes(waiting.checks)) void whenLetGo(waiting.checks).then(() => this.#beginNow());
  }

  /** A runner that was started ahead of its time has begun when its command lets it go. */
  #beginNow(): void {
    this.#guarded(() => {
      if (!this.#draft) return;
      const { header, expected } = this.#draft;
      header.startedAt = new Date().toISOString();
      this.#journal({ kind: 'begin', header, expected, notWatched: this.#notWatched });
    });
  }

  onTestBegin(test: TestCase): void {
    this.#guarded(() => this.#progress.running(this.#claims?.of(test)?.id));
  }

  onStepBegin(test: TestCase, _result: TestResult, step: TestStep): void {
    this.#guarded(() => this.#isSpec(test) && cleanStep(step, this.#redact));
  }

  onStepEnd(test: TestCase, result: TestResult, step: TestStep): void {
    this.onStepBegin(test, result, step);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#guarded(() => {
      // It held, and was not asked again.
      if (isAgain(test) && result.status === 'skipped') return;
      const isSpec = this.#isSpec(test);
      // It was set to keep the worker; the reporters after this one are to see a failure.
      if (!isSpec && test.expectedStatus === 'failed') test.expectedStatus = 'passed';
      const said = this.#claims?.ended(test, result, this.#draft?.checks ?? []);
      if (!said || !this.#draft) return;
      const entry = toCheck({ test, result, ...said, folder: this.#files().folder, redact: this.#redact });
      tidyResult({ test, result }, isSpec, this.#redact);
      if (said.spec) this.#draft.warnings?.push(...staleMarks(test, result, said.claim));
      if (entry.browser) this.#draft.header.versions.browser = entry.browser;
      const check = isAgain(test) ? this.#repeats.addAgain(entry.check) : this.#repeats.add(test.id, entry.check);
      this.#journal({ kind: 'check', check, requests: entry.requests, releases: entry.releases });
      this.#progress.finished(entry.check);
      this.#again.ended(test.id, this.#draft.checks);
    });
  }

  onError(error: TestError): void {
    this.#guarded(() => {
      if (!this.#records || this.#refused) return;
      const message = inOneLine(error, this.#redact);
      // What each check file meets, such as a package that is missing, is one trouble.
      if (this.#troubles.has(message) || this.#takesOver(message)) return;
      this.#troubles.add(message);
      process.stderr.write(`watchpost: ${message}\n`);
      if (!isOfPlan(message)) this.#harness(message);
    });
  }

  async onEnd(result: FullResult): Promise<void> {
    this.#progress.end();
    if (!this.#records || this.#refused) return;
    exitWith(exitCodes.inconclusive);
    try {
      const draft = this.#draft ?? (await this.#draftOfNothing());
      // Not by `results`: a check that was under way at the deadline has one, and never came to its end.
      for (const [test, claim] of this.#suite ? (this.#claims?.among(this.#suite) ?? []) : []) {
        if (isAgain(test) || this.#repeats.has(test.id, claim)) continue;
        putCheck(draft, this.#repeats.add(test.id, neverRan(test, claim, this.#isSpec(test))));
      }
      draft.endedAt = new Date().toISOString();
      const record = finalizeRecord(draft, endingOf(result));
      if (!this.#files().writeRecord(record)) this.#unsaved = record;
      exitWith(record.verdict.code);
      if (!startedByCommand()) process.stdout.write(`${withoutCommands(lastLines(record, this.#files().folder))}\n`);
    } catch (error) {
      if (error instanceof ConfigError) exitWith(exitCodes.misconfigured);
      complain(error);
    }
  }

  /** By now the other reporters have written as well. */
  async onExit(): Promise<void> {
    if (!this.#records) return;
    withdrawRecorder();
    sayClosed(this.#unsaved);
  }

  /** The run ended before it began, for instance because a check could not be loaded. */
  async #draftOfNothing(): Promise<RunDraft> {
    this.#settings ??= await settingsOfRun(process.env);
    return { ...draftOf(headerOf(this.#settings, new Date())), harness: this.#early };
  }

  /** Ends the run before anything was asked of the target. The problems are left where a command finds them, or told. */
  #refuse(error: unknown): never {
    if (!(error instanceof ConfigError)) throw error;
    this.#refused = true;
    exitWith(exitCodes.misconfigured);
    if (this.#settings) this.#files().writeMisconfigured(error.problems);
    if (!startedByCommand()) complain(error);
    throw error;
  }

  /** What was asked outside every check wrote itself down as one before it threw: the error is no fault of the suite. */
  #takesOver(message: string): boolean {
    const draft = this.#draft;
    const told = draft && checkTold(this.#files().journalText(), draft.checks, message);
    if (!told) return false;
    apply(draft, told);
    this.#progress.finished(told.check);
    return true;
  }

  #journal(entry: JournalEntry): void {
    if (this.#draft) apply(this.#draft, entry);
    this.#files().journal(entry);
  }

  #harness = (message: string) =>
    this.#draft ? this.#journal({ kind: 'harness', message }) : this.#early.push(message);

  #isSpec = (test: TestCase) => this.#claims?.specOf(test) !== undefined;

  #files(): RunFiles {
    return new RunFiles(join(this.#settings?.reports ?? 'reports', this.#settings?.runId ?? 'unknown'));
  }

  #guarded(work: () => unknown): void {
    try {
      work();
    } catch (error) {
      complain(error);
    }
  }
}
