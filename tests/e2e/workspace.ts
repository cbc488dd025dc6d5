import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunRecord, runRecordSchema } from '#record/run-record.ts';
import { endAll, type Process, processesWith } from './processes.ts';

const isSecondLook = (folder: string) => folder.endsWith('-2');

function recordIn(folder: string | undefined): RunRecord | undefined {
  const file = folder && join(folder, 'run-record.json');
  return file && existsSync(file) ? runRecordSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** A folder of one test, with everything in it that its runs write, and every process that they started in its sight. */
export class Workspace implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'watchpost-e2e-'));
  readonly reports = join(this.folder, 'reports');
  readonly store = join(this.folder, 'store');
  /** What the runs take for the machine's folder for temporary files. */
  readonly temporary = join(this.folder, 'tmp');
  readonly #end = () => endAll(this.processes());

  constructor() {
    mkdirSync(this.temporary);
    process.once('exit', this.#end);
  }

  /** What every run in this workspace is told. */
  get environment(): Record<string, string> {
    const { reports, store, temporary, folder } = this;
    return { WATCHPOST_REPORTS: reports, WATCHPOST_STORE: store, TMPDIR: temporary, WATCHPOST_E2E: folder };
  }

  /** What was started here and still runs. */
  processes(): Process[] {
    return processesWith(this.folder);
  }

  /** The folders of the runs, oldest first. */
  runs(): string[] {
    if (!existsSync(this.reports)) return [];
    return readdirSync(this.reports, { withFileTypes: true })
      .flatMap((entry) => (entry.isDirectory() ? entry.name : []))
      .toSorted()
      .map((name) => join(this.reports, name));
  }

  /** The record of the only run, checked against its schema; undefined when there was no run. Its second look is none of its own. */
  record(): RunRecord | undefined {
    const [run, another] = this.runs().filter((folder) => !isSecondLook(folder));
    if (another) throw new Error(`more than one run in ${this.reports}`);
    return recordIn(run);
  }

  /** The record of the only second look; undefined when there was none. */
  secondLook(): RunRecord | undefined {
    return recordIn(this.runs().find(isSecondLook));
  }

  /** The finished lines of the only run's journal. */
  journal(): string[] {
    const file = join(this.runs()[0] ?? '', 'journal.jsonl');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  }

  [Symbol.dispose](): void {
    this.#end();
    process.off('exit', this.#end);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
