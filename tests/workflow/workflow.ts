import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export interface Step {
  name?: string;
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  shell?: string;
  with?: Record<string, string>;
  env?: Record<string, string>;
}

interface Job {
  'timeout-minutes'?: number;
  permissions?: Record<string, string>;
  env?: Record<string, string>;
  steps: Step[];
}

interface Dispatch {
  inputs: Record<string, { options?: string[] }>;
}

export interface Workflow {
  on: {
    schedule?: { cron: string }[];
    workflow_dispatch?: Dispatch;
    workflow_call?: { secrets: Record<string, unknown> };
  };
  permissions?: Record<string, string>;
  concurrency?: { group: string };
  jobs: Record<string, Job>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the repository. */
export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** All workflows, with the files that they stand in. */
export const workflows: readonly { file: string; workflow: Workflow }[] = globSync('.github/workflows/*.yml', {
  cwd: root,
}).map((file) => ({ file, workflow: parse(read(file)) as Workflow }));

/** The workflow of that name, which has one job of that name too. */
export function workflowOf(name: string): { workflow: Workflow; job: Job } {
  const { workflow } = workflows.find(({ file }) => file.endsWith(`/${name}.yml`)) ?? {};
  const job = workflow?.jobs[name];
  if (!workflow || !job) throw new Error(`there is no workflow ${name}`);
  return { workflow, job };
}
