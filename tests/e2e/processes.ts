import { delimiter } from 'node:path';

export { canSeeProcesses, endAll, type Process, processesWith } from '#cli/soak/processes.ts';

/** `PATH` with the project's own programs first, as npm sets it for its scripts. */
export const pathWith = (folder: string): string => `${folder}${delimiter}${process.env['PATH']}`;
