import { Hono } from 'hono';
import { createEdge, edgeHeaders } from './cdn/edge.ts';
import { answerWithFaults, type CdnFaults } from './cdn/faults.ts';
import { type Release, readRelease } from './cdn/release.ts';

/** Read at every request, so that assigning another `dir` and `previousDirs` is a deploy. */
export interface CdnOptions {
  /** The release that is served, as `buildWeb` left it. */
  dir: string;
  /** Releases before it, newest first, whose assets were left in the bucket. Default none. */
  previousDirs?: readonly string[];
  /** The API's address, for the app's meta tag. */
  apiUrl: () => string;
  faults: CdnFaults;
  /** Milliseconds since 1970; default the system's clock. */
  now?: () => number;
}

/**
 * The single-page app as CloudFront serves it from a bucket: hashed assets for ever, index.html revalidated, and every
 * path that is no object answered with index.html and 200, a made-up asset included.
 */
export function createCdn(options: CdnOptions): Hono {
  const edge = createEdge(options.now ?? Date.now);
  const release = rememberReleases();
  return new Hono().all('*', async (context) => {
    const [current, ...previous] = await Promise.all([
      release(options.dir),
      ...(options.previousDirs ?? []).map((dir) => release(dir)),
    ]);
    const site = { current, previous, apiUrl: options.apiUrl() };
    return edge.respond(context.req.raw, answerWithFaults(context.req.path, site, options.faults));
  });
}

/** The plain-http side of the site: sends everyone to `httpsUrl`, path and query kept. */
export function createHttpRedirect(httpsUrl: () => string): Hono {
  return new Hono().all('*', (context) => {
    const { pathname, search } = new URL(context.req.url);
    const headers = edgeHeaders('Redirect');
    headers.set('server', 'CloudFront');
    headers.set('location', `${new URL(httpsUrl()).origin}${pathname}${search}`);
    headers.set('content-type', 'text/html');
    return new Response('<html><head><title>301 Moved Permanently</title></head></html>', { status: 301, headers });
  });
}

function rememberReleases(): (dir: string) => Promise<Release> {
  const known = new Map<string, Promise<Release>>();
  return (dir) => {
    const release = known.get(dir) ?? readRelease(dir);
    known.set(dir, release);
    return release;
  };
}
