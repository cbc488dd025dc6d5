import type { Detection } from './judge-row.ts';

/** The head of the table. */
export const detectionHeader: string = `${'fault'.padEnd(20)} found named  ${'incidents'.padEnd(38)} ${'false causes'.padEnd(16)} seconds`;

/** One row of the table. */
export function detectionLine({ fault, found, named, incidents, falseCauses, seconds }: Detection): string {
  const blamed = falseCauses.join(', ') || '-';
  return `${fault.padEnd(20)} ${yes(found)} ${yes(named)}  ${incidents.join(' | ').padEnd(38)} ${blamed.padEnd(16)} ${seconds}`;
}

const yes = (holds: boolean) => (holds ? 'yes  ' : 'NO   ');
