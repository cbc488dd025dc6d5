import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { loadTarget } from '#targets/definition/load-target.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { bootDemo } from '../boot-demo.ts';
import { checkDemo } from '../check-demo.ts';

// One run against the demo of a system without any fault; then a look at what the run has left at Stripe, where it sells.
// Prints the record and what is left, a line of JSON each. Arguments: the system, latency and jitter of its demo in ms.

const [system = 'loventia', latency = '0', jitter = '0'] = process.argv.slice(2);
const demo = await bootDemo({ system, latency, jitter });
try {
  const { code, environment } = await checkDemo(demo, { json: true });
  const { billing } = await loadTarget(system);
  process.stdout.write(`${billing.mode === 'off' ? JSON.stringify({ left: [] }) : await leftAtStripe(environment)}\n`);
  process.exitCode = code;
} finally {
  await demo.close();
}

async function leftAtStripe(environment: Environment): Promise<string> {
  const sweep = fileURLToPath(new URL('../sweep.ts', import.meta.url));
  const child = spawn(process.execPath, [sweep, '--dry-run', '--json'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [out] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const swept: { account: number; found: string[]; outcome: string }[] = JSON.parse(out);
  const left = swept.filter(({ outcome }) => outcome !== 'clean');
  return JSON.stringify({
    left: left.map(({ account, found, outcome }) => `account ${account + 1}: ${[outcome, ...found].join(', ')}`),
  });
}
