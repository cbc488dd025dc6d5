import type { Detection } from './judge-row.ts';

/** The head of the table. */
export const detectionHeader: string = `${'fault'.padEnd(20)} ${'evidence'.padEnd(8)} found named seconds ${'false causes'.padEnd(14)} named as`;

/** One row of the table. */
export function detectionLine({ fault, evidence, found, named, seconds, ...rest }: Detection): string {
  const { falseCauses, incidents, problem, kept } = rest;
  const blamed = (falseCauses.join(', ') || '-').padEnd(14);
  const means = problem ?? (incidents.join(' | ') || '-');
  const line = `${fault.padEnd(20)} ${evidence.padEnd(8)} ${yes(found)} ${yes(named)} ${seconds.toFixed(1).padStart(7)} ${blamed} ${means}`;
  return kept ? `${line}\n  kept: ${kept}` : line;
}

const yes = (holds: boolean) => (holds ? 'yes  ' : 'NO   ');
