import { store } from './release.ts';
import { type Answer, answer, fallback, indexOf, type Site } from './site.ts';

/** What a fault makes of the ordinary answer. */
type Spoil = (usual: Answer, path: string, site: Site) => Answer;

const table = {
  'frontend-down': (usual) => (usual.kind === 'asset' ? usual : { kind: 'unavailable' }),
  'maintenance-page': () => ({ kind: 'maintenance' }),
  'asset-missing': (usual, path, site) => (path === site.current.entry ? { kind: 'denied' } : usual),
  'asset-fallback': (usual, path, site) => (path === site.current.lazy ? fallback(site) : usual),
  'asset-purged': (_usual, path, site) => answer(path, { ...site, previous: [] }),
  'stale-release': (usual, _path, site) => {
    const [before] = site.previous;
    return before && 'file' in usual && usual.kind !== 'asset' ? { ...usual, file: indexOf(before, site) } : usual;
  },
  'index-cached-too-long': (usual) =>
    usual.kind === 'index' ? { ...usual, cacheControl: 'public, max-age=86400' } : usual,
  'blank-page': (usual, path, site) =>
    path === site.current.entry && usual.kind === 'asset'
      ? { ...usual, file: store(`throw new Error('theme is not defined');${usual.file.body}`, usual.file.contentType) }
      : usual,
} as const satisfies Record<string, Spoil>;

/** The faults this CDN can have; `frontend-refused` belongs to whoever listens. */
export type CdnFault = keyof typeof table;

export interface CdnFaults {
  has(id: CdnFault): boolean;
}

/** The answer to a path while some faults, or none, are switched on. */
export function answerWithFaults(path: string, site: Site, faults: CdnFaults): Answer {
  const active = (Object.keys(table) as CdnFault[]).filter((id) => faults.has(id));
  return active.reduce<Answer>((usual, id) => table[id](usual, path, site), answer(path, site));
}
