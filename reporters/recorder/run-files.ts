import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type JournalEntry, journalFile } from '#record/journal.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { ConfigProblem } from '#targets/definition/problem.ts';

let isTold = false;

/**
 * What the recorder leaves in the folder of a run. Each is on the disk when its method returns: a run can be killed. Where
 * nothing can be written this is told once, and the run goes on: what the checks find is known without the folder.
 */
export class RunFiles {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Writes one more line of the journal. */
  journal(entry: JournalEntry): void {
    this.#writing(() => appendFileSync(join(this.folder, journalFile), `${JSON.stringify(entry)}\n`));
  }

  /** The journal so far, with what was written there by others; empty when there is none. */
  journalText(): string {
    const file = join(this.folder, journalFile);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Takes the place of what was written before. @returns whether it lies there now. */
  writeRecord(record: RunRecord): boolean {
    return this.#write('run-record.json', `${JSON.stringify(record, null, 2)}\n`);
  }

  /** Why the run was refused, for the command that started it. */
  writeMisconfigured(problems: readonly ConfigProblem[]): void {
    this.#write('misconfigured.json', JSON.stringify(problems));
  }

  #write(name: string, text: string): boolean {
    return this.#writing(() => {
      const file = join(this.folder, name);
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    });
  }

  #writing(work: () => void): boolean {
    try {
      mkdirSync(this.folder, { recursive: true });
      work();
      return true;
    } catch (error) {
      if (!isTold) process.stderr.write(`watchpost: the folder of the run cannot be written to: ${String(error)}\n`);
      isTold = true;
      return false;
    }
  }
}
