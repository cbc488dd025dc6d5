/** What may end a command from outside. */
type Signal = 'SIGTERM' | 'SIGINT' | 'SIGKILL';

/** Who may be killed: the command, the runner, one that checks, the browser, a page in it. */
export const victims = ['command', 'runner', 'worker', 'browser', 'page'] as const;
export type Victim = (typeof victims)[number];

/** What may befall a run, and what it may end with then: with that of a healthy run wherever the blow came too late. */
export interface Misfortune {
  /** Sent to the command at a random moment. */
  signal?: Signal;
  /** Killed with -9 at a random moment. */
  kills?: Victim;
  /** What CloudWatch does during the run; it is well again for the next. */
  cloudwatch?: 'down' | 'hangs' | 'error' | 'answer-lost';
  /** What befalls files before the run. */
  files?: 'cut-off' | 'read-only' | 'store-full' | 'reports-full';
  /** The codes that are right when it struck; `null` where the signal itself ends the command. */
  codes: readonly (number | null)[];
}

/** A clean run; on a machine that is busy, one that found something slow. */
export const healthy: readonly number[] = [0, 2];

/** All of them, and no others. What is around the checks changes nothing of what they find: 1 is never right but where a page died, since nobody can tell who let it die. */
export const misfortunes = {
  terminated: { signal: 'SIGTERM', codes: [143, null] },
  interrupted: { signal: 'SIGINT', codes: [130, null] },
  'command-killed': { signal: 'SIGKILL', codes: [null] },
  'runner-killed': { kills: 'runner', codes: [3, ...healthy] },
  'worker-killed': { kills: 'worker', codes: [3, ...healthy] },
  'browser-killed': { kills: 'browser', codes: [3, ...healthy] },
  'page-killed': { kills: 'page', codes: [1, 3, ...healthy] },
  'cloudwatch-down': { cloudwatch: 'down', codes: healthy },
  'cloudwatch-hangs': { cloudwatch: 'hangs', codes: healthy },
  'cloudwatch-error': { cloudwatch: 'error', codes: healthy },
  'answer-lost': { cloudwatch: 'answer-lost', codes: healthy },
  'store-cut-off': { files: 'cut-off', codes: healthy },
  'store-read-only': { files: 'read-only', codes: healthy },
  'store-full': { files: 'store-full', codes: healthy },
  'reports-full': { files: 'reports-full', codes: [3, ...healthy] },
} as const satisfies Record<string, Misfortune>;

export type MisfortuneName = keyof typeof misfortunes;
export const misfortuneNames = Object.keys(misfortunes) as MisfortuneName[];
