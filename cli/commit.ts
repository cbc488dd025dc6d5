import { execFileSync } from 'node:child_process';

/** The commit that is checked out, for a result that is kept; `unknown` outside a repository. */
export function commitNow(): string {
  try {
    const told = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { stdio: ['ignore', 'pipe', 'ignore'] });
    return told.toString().trim();
  } catch {
    return 'unknown';
  }
}
