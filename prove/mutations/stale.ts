/** Longer than anything that is handed out should be good for. */
const weekSeconds = 7 * 86_400;

/** The same token or presigned address as it was a week ago; undefined for a text that does not age. */
export function staleOf(text: string): string | undefined {
  return staleToken(text) ?? staleAddress(text);
}

/** A JWT with all its times moved. Its signature no longer fits, as that of an ended one would not help it. */
function staleToken(text: string): string | undefined {
  const [header, payload, signature, ...more] = text.split('.');
  if (!header?.startsWith('eyJ') || !payload || signature === undefined || more.length > 0) return undefined;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  const moved = Object.fromEntries(
    ['iat', 'nbf', 'exp'].flatMap((name) =>
      typeof claims[name] === 'number' ? [[name, claims[name] - weekSeconds]] : [],
    ),
  );
  return [header, Buffer.from(JSON.stringify({ ...claims, ...moved })).toString('base64url'), signature].join('.');
}

/** A presigned address of S3 that was signed a week ago. */
function staleAddress(text: string): string | undefined {
  const url = URL.parse(text);
  const signed = url?.searchParams.get('X-Amz-Date');
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signed ?? '') ?? [];
  if (!url || parts.length === 0) return undefined;
  const [year = 0, month = 1, day, hour, minute, second] = parts.map(Number);
  const then = new Date(Date.UTC(year, month - 1, day, hour, minute, second) - weekSeconds * 1_000);
  url.searchParams.set('X-Amz-Date', then.toISOString().replace(/[-:]|\.\d+/g, ''));
  return url.href;
}
