import { Hono } from 'hono';
import type { Faults } from '../../faults.ts';

const script = `(() => {
  const { pathname } = location;
  navigator.sendBeacon(new URL('/visits', document.currentScript.src), JSON.stringify({ pathname }));
})();
`;

/** Somebody else's service, which counts visits: what it does is no business of the shop's. */
export function createAnalytics(faults: Faults): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    if (faults.has('analytics-down')) c.res = c.text('Service Unavailable', 503);
    else await next();
  });
  app.get('/collect.js', (c) =>
    c.body(script, 200, { 'content-type': 'text/javascript', 'cache-control': 'public, max-age=3600' }),
  );
  app.post('/visits', (c) => c.body(null, 204, { 'access-control-allow-origin': '*' }));
  return app;
}
