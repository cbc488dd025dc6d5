import { Hono } from 'hono';
import type { Faults } from '../../faults.ts';
import type { Asset, Build } from './assets.ts';
import { compressed } from './compressed.ts';
import { drawCloth } from './pictures.ts';
import { pictureOf, products, widths } from './products.ts';

/** The CDN's host: the files of all builds, and the pictures, for anybody's page and for ever. */
export function createCdn(builds: readonly Build[], faults: Faults): Hono {
  const files = new Map<string, Asset>(
    builds.flatMap(({ style, entry, chunk }) => [style, entry, chunk]).map((asset) => [`/${asset.path}`, asset]),
  );
  const pictures = new Map(
    products.flatMap((product) => widths.map((width) => [`/${pictureOf(product, width)}`, { product, width }])),
  );
  const drawn = new Map<string, Uint8Array<ArrayBuffer>>();
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('access-control-allow-origin', '*');
    c.header('cache-control', c.res.ok ? 'public, max-age=31536000, immutable' : 'public, max-age=10');
    c.header('server', 'edge');
  });
  app.use(compressed);
  app.get('/assets/*', (c) => {
    const file = files.get(c.req.path);
    const isGone = faults.has('asset-missing') && /\/entry-/.test(c.req.path);
    return file && !isGone ? c.body(file.body, 200, { 'content-type': file.type }) : c.text('Not found', 404);
  });
  app.get('/pictures/*', (c) => {
    const { path } = c.req;
    const picture = pictures.get(path);
    if (!picture || (faults.has('cdn-image-missing') && picture.product.id === 'table-runner'))
      return c.text('Not found', 404);
    const png = drawn.get(path) ?? drawCloth(picture.product.weave, picture.width);
    drawn.set(path, png);
    return c.body(png, 200, { 'content-type': 'image/png' });
  });
  return app;
}
