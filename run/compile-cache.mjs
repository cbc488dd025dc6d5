import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Loaded before a command (`node --import`), so that the command itself comes out of the cache as well: without it Node
// starts its TypeScript compiler for the first file, which takes longer than all the rest of the start. The types are in
// compile-cache.d.mts.

export const compileCache = fileURLToPath(new URL('../node_modules/.cache/watchpost', import.meta.url));

enableCompileCache(compileCache);
