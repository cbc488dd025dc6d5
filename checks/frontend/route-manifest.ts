import { mostNamed, webAddress } from './asset.ts';

/** React Router's list of routes, and that of Remix before it: whole in a file of its own, or in the page with the routes that it shows. */
const isList = /__(?:reactRouter|remix)Manifest\b/;
const entry = /"(module|[a-zA-Z]{1,40}Module|url)"\s*:\s*"((?:\/|https?:)[^"\s]{1,300}\.m?js)"/g;

export interface NamedByRoutes {
  /** The scripts of the routes that it lists. */
  modules: string[];
  /** The file that holds all of it: the browser need not load it, as the server tells the routes that a page links to. */
  whole: string[];
}

/** What a list of routes names. Scripts of routes to which no page has led yet stand there alone. */
export function namedByRoutes(source: string, from: string): NamedByRoutes {
  const named: NamedByRoutes = { modules: [], whole: [] };
  if (!isList.test(source)) return named;
  for (const { 1: key, 2: name } of source.matchAll(entry)) {
    const url = webAddress(name, from);
    if (url && named.modules.length < mostNamed) named[key === 'url' ? 'whole' : 'modules'].push(url);
  }
  return named;
}
