/** Where the name of a root element may begin: behind a mark of the byte order, declarations, comments and a document type. */
const beforeRoot = [
  [/^<\?/, '?>'],
  [/^<!--/, '-->'],
  [/^<!doctype(?!\s+html)[^>[]*\[/i, ']'],
  [/^<!doctype(?!\s+html)/i, '>'],
  [/^>/, '>'],
] as const;

/** No prologue is longer, in bytes. */
const reach = 65_536;

/**
 * The start of an SVG from its root element on; undefined for anything else, such as a page that holds a drawing. What
 * names no namespace is drawn by no browser: https://www.w3.org/TR/SVG2/struct.html#Namespace
 */
export function svgRoot(body: Buffer): string | undefined {
  const start = body.toString('utf8', 0, reach).replace(/^\uFEFF/, '');
  // A declaration stands at the very beginning, or the whole is none.
  if (/^\s+<\?xml\b/.test(start)) return undefined;
  let rest = start.trimStart();
  for (;;) {
    const skipped = beforeRoot.find(([opens]) => opens.test(rest));
    if (!skipped) break;
    const end = rest.indexOf(skipped[1], skipped[1] === '>' ? 0 : 2);
    if (end < 0) return undefined;
    rest = rest.slice(end + skipped[1].length).trimStart();
  }
  return /^<(?:[\w-]{1,20}:)?svg[\s/>]/.test(rest) && start.includes('http://www.w3.org/2000/svg') ? rest : undefined;
}

/** Whether an SVG goes on to its end: a browser shows nothing of one that breaks off. */
export function svgIsWhole(body: Buffer): boolean {
  const [, name = 'svg'] = /^<([\w:-]{3,30})/.exec(svgRoot(body) ?? '') ?? [];
  return body.includes(`</${name}`) || /^<[^>]*\/>/.test(svgRoot(body) ?? '');
}
