import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

// A team keeps its target and its checks beside its product. They import `watchpost` from there, whatever is installed there
// and whatever their package says of its modules. Specs import Playwright: that of this run, because a runner takes no
// tests of another copy.

const home = new URL('../../', import.meta.url).href;
const ofTargets = new URL('public.ts', import.meta.url).href;
const ofChecks = new URL('../../fixtures/public.ts', import.meta.url).href;
/** Written as an ES module, which a package of CommonJS would not let its files be. */
const moduleSyntax = /^\s*(?:import\b(?!\s*\()|export\b)/m;

/** How many target files are being loaded just now: what they import must not wait for the target itself. */
let loading = 0;

const ofPlaywright = /^(@playwright\/test|playwright|playwright-core)(\/|$)/;
const { resolve: required } = createRequire(import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'watchpost') return { url: loading > 0 ? ofTargets : ofChecks, shortCircuit: true };
    if (ofPlaywright.test(specifier) && isElsewhere(context.parentURL)) {
      if (context.conditions.includes('import')) return { url: import.meta.resolve(specifier), shortCircuit: true };
      return { url: pathToFileURL(required(specifier)).href, shortCircuit: true };
    }
    if (specifier !== 'zod' || !isOutside(context.parentURL)) return next(specifier, context);
    // One copy of it, so that a schema of a target is one to us too.
    return next(specifier, { ...context, parentURL: import.meta.url });
  },
  load(url, context, next) {
    const isModule =
      isOutside(url) && /\.[cm]?ts$/.test(url) && !url.endsWith('.cts') && moduleSyntax.test(sourceOf(url));
    return next(url, isModule ? { ...context, format: 'module-typescript' } : context);
  },
});

const isElsewhere = (url = '') => url.startsWith('file:') && !url.startsWith(home);
const isOutside = (url = '') => isElsewhere(url) && !url.includes('/node_modules/');

function sourceOf(url: string): string {
  try {
    return readFileSync(fileURLToPath(url), 'utf8');
  } catch {
    return '';
  }
}

/** Loads a target file, which may import `watchpost` from wherever it lies. */
export async function importTarget(file: string): Promise<{ default?: unknown }> {
  loading += 1;
  try {
    return await import(file);
  } finally {
    loading -= 1;
  }
}
