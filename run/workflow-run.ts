import type { Environment } from '#targets/definition/secrets.ts';

/** The address of the workflow's run that this one is part of; undefined outside of GitHub. */
export function workflowRun({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }: Environment): string | undefined {
  return GITHUB_RUN_ID && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
}
