import process from 'node:process';

// Keeps one core busy until whoever started it is done, or gone: then the channel closes. Never longer than a run may take.

const limitMs = 300_000;
const burstMs = 50;
const started = performance.now();

function burn(): void {
  const until = performance.now() + burstMs;
  let at = 0;
  while (performance.now() < until) at = Math.sqrt(at + 1);
  if (performance.now() - started > limitMs) process.exit();
  // Between two bursts the end of the channel can be heard.
  setImmediate(burn);
}

process.once('disconnect', () => process.exit());
burn();
