import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { root } from './document.ts';

/** Runs a line as a reader would type it at the top of the repository, who has set nothing but what is given. */
export async function runCommand(
  line: string,
  environment: Record<string, string> = {},
): Promise<{ code: number | null; out: string }> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(WATCHPOST_(?!BROWSER)|AWS_|STRIPE_)/.test(name));
  const env = { ...Object.fromEntries(inherited), ...environment };
  const child = spawn('sh', ['-c', `${line} 2>&1`], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [out] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { code: child.exitCode, out };
}
