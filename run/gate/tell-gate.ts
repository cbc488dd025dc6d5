import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { appendAtOnce } from '#record/append-at-once.ts';
import { fenced } from '#reporters/github/escape.ts';
import { withoutCommandsInJson } from '#reporters/github/workflow-commands.ts';
import { uncolored } from '#reporters/text/colors.ts';
import { layOut } from '#reporters/text/lay-out.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { inOneLine } from '../our-fault.ts';
import { write } from '../sinks/write.ts';
import type { GateAnswer } from './gate-answer.ts';
import { gateLines, reasonsOf } from './gate-lines.ts';

const width = 80;

/** Tells how a gate ended: on standard output, as outputs of the workflow's step, in the summary of its job, and beside the report. */
export async function tellGate(
  answer: GateAnswer,
  environment: Environment,
  json: boolean,
  folder?: string,
): Promise<void> {
  const text = gateLines(answer)
    .flatMap((line) => layOut(line, width, uncolored))
    .join('\n');
  await write(process.stdout, json ? `${withoutCommandsInJson(JSON.stringify(answer))}\n` : `${text}\n`);
  const { GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: summary } = environment;
  const places = [
    outputs && appendAtOnce(outputs, outputsOf(answer)),
    summary && appendAtOnce(summary, `## Gate: ${answer.verdict}\n\n${fenced(text)}\n\n`),
    folder &&
      mkdir(folder, { recursive: true }).then(() =>
        writeFile(join(folder, 'gate.json'), `${JSON.stringify(answer, null, 2)}\n`),
      ),
  ];
  for (const told of await Promise.allSettled(places))
    if (told.status === 'rejected')
      process.stderr.write(`watchpost: the gate could not be told: ${inOneLine(told.reason)}\n`);
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands: a line each, so that none can begin another. */
function outputsOf(answer: GateAnswer): string {
  const { verdict, rollback, scope, causes, report } = answer;
  const [lead] = causes;
  const cause = lead ? `${lead.title}: ${lead.message} (${lead.check})` : reasonsOf(answer).join('; ');
  const all = { verdict, rollback, scope, cause, report };
  return Object.entries(all)
    .map(([name, value]) => `${name}=${value.replaceAll(/\s+/g, ' ')}\n`)
    .join('');
}
