import { type Release, type StoredFile, store } from './release.ts';

/** What the distribution has to answer a path with. */
export type Answer =
  | { kind: 'asset'; file: StoredFile }
  | { kind: 'index'; file: StoredFile; cacheControl?: string }
  /** The object is missing, which the distribution maps to index.html with status 200. */
  | { kind: 'fallback'; file: StoredFile }
  | { kind: 'denied' }
  | { kind: 'maintenance' }
  | { kind: 'unavailable' };

/** The bucket at one moment: the current release and what earlier ones left behind, newest first. */
export interface Site {
  current: Release;
  previous: readonly Release[];
  apiUrl: string;
}

/** The ordinary answer, without any fault. */
export function answer(path: string, site: Site): Answer {
  if (path === '/' || path === '/index.html') return { kind: 'index', file: indexOf(site.current, site) };
  for (const { files } of [site.current, ...site.previous]) {
    const file = files.get(path);
    if (file) return { kind: 'asset', file };
  }
  return fallback(site);
}

export const fallback = (site: Site): Answer => ({ kind: 'fallback', file: indexOf(site.current, site) });

/** A release's index.html with the API's address in its meta tag. */
export function indexOf(release: Release, { apiUrl }: Site): StoredFile {
  return store(
    release.index.replace('%API_URL%', () => escapeAttribute(apiUrl)),
    'text/html; charset=utf-8',
  );
}

const escapeAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
