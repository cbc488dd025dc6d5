import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JournalEntry, journalFile } from '#record/journal.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { ConfigProblem } from '#targets/definition/problem.ts';

/** What the recorder leaves in the folder of a run. Each is on the disk when its method returns: a run can be killed. */
export class RunFiles {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Writes one more line of the journal. */
  journal(entry: JournalEntry): void {
    mkdirSync(this.folder, { recursive: true });
    appendFileSync(join(this.folder, journalFile), `${JSON.stringify(entry)}\n`);
  }

  /** The journal so far, with what was written there by others; empty when there is none. */
  journalText(): string {
    const file = join(this.folder, journalFile);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Takes the place of what was written before. */
  writeRecord(record: RunRecord): void {
    this.#write('run-record.json', `${JSON.stringify(record, null, 2)}\n`);
  }

  /** Why the run was refused, for the command that started it. */
  writeMisconfigured(problems: readonly ConfigProblem[]): void {
    this.#write('misconfigured.json', JSON.stringify(problems));
  }

  #write(name: string, text: string): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }
}
