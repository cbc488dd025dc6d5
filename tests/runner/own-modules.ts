import { registerHooks } from 'node:module';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** The mark of a file that has modules of its own, in the address by which Node knows a module. */
const mark = 'own';
const isOfProject = (url: string) => url.startsWith('file:') && !url.includes('/node_modules/');

/**
 * Loads a test file with modules of its own: all of the project's are loaded once more for it, so that what they read as
 * they load is what this file has set. Packages are shared, which is most of what there is to load.
 */
export function importWithOwnModules(file: string, at: number): Promise<unknown> {
  return import(`${pathToFileURL(file).href}?${mark}=${at}`);
}

// Each copy of a module listens to the end of the process for itself.
process.setMaxListeners(0);
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const own = context.parentURL && new URL(context.parentURL).searchParams.get(mark);
    if (!own || !isOfProject(found.url)) return found;
    const url = new URL(found.url);
    url.searchParams.set(mark, own);
    return { ...found, url: url.href };
  },
});
