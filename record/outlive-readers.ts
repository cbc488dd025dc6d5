import process from 'node:process';

/**
 * Whoever reads what this process says may go before it is done, as `head` does: what is under way goes on, and what was bought
 * is undone.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
