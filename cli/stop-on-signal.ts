import process from 'node:process';

/** A signal that is aborted by the first Ctrl-C (or SIGTERM); a second one ends the process at once. */
export function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(name));
  return stop.signal;
}
