import { createRequire, enableCompileCache, Module, registerHooks } from 'node:module';
import { basename, dirname, join } from 'node:path';
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
 * Each module of ours names the file it imports, from where it stands or, with `#`, from the root, as package.json says; and so
 * do those of packages that are written as modules. Node would look for the package of each, its format and its real path once
 * more: half of the time that loading takes. Whatever else modules of ours import is looked for once.
 *
 * A package that requires its own files is not asked about until it is loaded, as that takes longer than to find them.
 */
function resolveOurs() {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const { parentURL = '', conditions } = context;
      const imports = conditions.includes('import');
      const fromPackage = parentURL.startsWith(packages);
      const fromOurs = parentURL.startsWith(root) && !fromPackage;
      if (fromOurs && imports) return importedByOurs(specifier, parentURL, () => next(specifier, context));
      if (fromPackage && imports && /^\.\.?\/.*\.m?js$/.test(specifier))
        return { url: new URL(specifier, parentURL).href, shortCircuit: true };
      if (fromPackage && !imports) {
        hooks.deregister();
        queueMicrotask(resolveOurs);
      }
      return next(specifier, context);
    },
  });
}

/** What modules of ours import of Node and of packages, by its name. */
const found = new Map();

/**
 * @param {string} specifier
 * @param {string} parentURL
 * @param {() => import('node:module').ResolveFnOutput} look
 */
function importedByOurs(specifier, parentURL, look) {
  if (/^#.*\.ts$/.test(specifier)) return ours(root + specifier.slice(1));
  if (/^\..*\.ts$/.test(specifier)) return ours(new URL(specifier, parentURL).href);
  if (specifier.startsWith('.')) return look();
  const there = found.get(specifier) ?? { ...look(), shortCircuit: true };
  found.set(specifier, there);
  return there;
}

/** @param {string} url */
const ours = (url) => ({ url, format: 'module-typescript', shortCircuit: true });

/**
 * Playwright's runner loads its compiler, of three megabytes, before it knows whether there is anything to compile. In a run
 * with this file there never is; where it is wanted all the same, it is loaded then.
 */
function putOffCompiler() {
  const require = createRequire(import.meta.url);
  const playwright = createRequire(require.resolve('@playwright/test')).resolve('playwright/package.json');
  const file = join(dirname(playwright), 'lib', 'transform', 'babelBundle.js');
  const compiler = () => {
    if (require.cache[file] === later) delete require.cache[file];
    return require(file);
  };
  /** @param {string} name */
  const called = (name) => [name, (/** @type {unknown[]} */ ...rest) => compiler()[name](...rest)];
  const later = new Module(file);
  later.exports = {
    ...Object.fromEntries(['babelParse', 'babelTransform', 'declare', 'traverse'].map(called)),
    types: new Proxy({}, { get: (_, name) => compiler().types[name] }),
  };
  later.loaded = true;
  require.cache[file] = later;
}

// Playwright's programs load hundreds of files of their own first, and every one of them would be asked about.
const program = basename(process.argv[1] ?? '');
if (program.endsWith('.ts')) resolveOurs();
else {
  // Its workers do not look for it.
  if (!program.includes('worker')) putOffCompiler();
  setImmediate(resolveOurs);
}
