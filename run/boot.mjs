import { enableCompileCache, registerHooks } from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

// Loaded before a command (`node --import`) and before its runner, so that what they load comes out of the cache as well:
// without it Node starts its TypeScript compiler for the first file, which takes longer than all the rest of the start. The
// types are in boot.d.mts.

export const compileCache = fileURLToPath(new URL('../node_modules/.cache/watchpost', import.meta.url));

enableCompileCache(compileCache);

const root = new URL('../', import.meta.url).href;
const packages = new URL('node_modules/', root).href;

/**
 * Each module of ours names the file it imports, from where it stands or, with `#`, from the root, as package.json says. Node
 * would look for the package of each, its format and its real path once more: half of the time that loading takes.
 */
const resolveOurs = () =>
  registerHooks({
    resolve(specifier, context, next) {
      const { parentURL = '' } = context;
      const isOurs = parentURL.startsWith(root) && !parentURL.startsWith(packages);
      if (!isOurs || !/^[.#].*\.ts$/.test(specifier)) return next(specifier, context);
      const { href } = specifier.startsWith('#') ? new URL(specifier.slice(1), root) : new URL(specifier, parentURL);
      return { url: href, format: 'module-typescript', shortCircuit: true };
    },
  });

// Playwright's programs load hundreds of files of their own first, and every one of them would be asked about.
if (process.argv[1]?.endsWith('.ts')) resolveOurs();
else setImmediate(resolveOurs);
