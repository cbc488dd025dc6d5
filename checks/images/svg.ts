import { svgRoot } from '#fixtures/http/svg-root.ts';

/** Whether an SVG goes on to its end: a browser shows nothing of one that breaks off. */
export function svgIsWhole(body: Buffer): boolean {
  const root = svgRoot(body) ?? '';
  const [, name = 'svg'] = /^<([\w:-]{3,30})/.exec(root) ?? [];
  return body.includes(`</${name}`) || /^<[^>]*\/>/.test(root);
}
