import { type Asset, kindOfImport, mostNamed } from './asset.ts';
import { type ImportMap, resolveImport } from './import-map.ts';

/** `System.register(["./a.js"], function (e, t) {…})`, with a name before its list where several lie in one file. */
const registered = /\bSystem\.register\(\s*(?:(["'`])[^"'`\s]{1,300}\1\s*,\s*)?\[([^\]]{0,50000})\]/g;
const quoted = /(["'`])([^"'`\s]{1,300})\1/g;
/** `System.import("/main.js")`, and inside of a module `t.import("./later.js")`. */
const imported = /\.import\(\s*(["'`])([^"'`\s]{1,300})\1\s*\)/g;
const isOfSystem = /\bSystem\.(?:register|import)\(/;

/**
 * What a script names that is written for SystemJS, as builds for older browsers are, those of Vite among them, and most of single-spa:
 * no parser of modules knows that `import` and `register` are meant here.
 */
export function namedBySystem(source: string, from: string, map: ImportMap): Asset[] {
  if (!isOfSystem.test(source)) return [];
  const isModule = /\bSystem\.register\(/.test(source);
  const atOnce = [...source.matchAll(registered)].flatMap(({ 2: list = '' }) =>
    [...list.matchAll(quoted)].map(({ 2: name = '' }) => ({ name, lazy: false })),
  );
  const later = [...source.matchAll(imported)].map(({ 2: name = '' }) => ({ name, lazy: isModule }));
  return [...atOnce, ...later].slice(0, mostNamed).flatMap(({ name, lazy }) => {
    const url = resolveImport(name, from, map);
    return url ? [{ url, kind: kindOfImport(url), needed: true, lazy, classic: true }] : [];
  });
}
