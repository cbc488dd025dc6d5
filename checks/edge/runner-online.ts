/** The claim that we ourselves are online; also told by a run that asked nobody neutral and reached nobody. */
export const runnerOnline = {
  id: 'edge/runner-online',
  title: 'the runner itself is online',
  severity: 'P2',
  classes: ['harness'],
} as const;
