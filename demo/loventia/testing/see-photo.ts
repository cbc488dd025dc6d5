import type { Response } from 'undici';
import type { Loventia } from '../boot.ts';
import type { Visitor } from './visitor.ts';

/** The media type alone. */
export const typeOf = (response: Response) => response.headers.get('content-type')?.split(';')[0];

/** What comes of an address of a photo, asked by the app's pages. */
export async function seePhoto(visitor: Visitor, { urls }: Loventia, url: string): Promise<string> {
  const response = await visitor.fetch(url, { headers: { origin: urls.app } });
  const bytes = Buffer.from(await response.arrayBuffer());
  const kind = bytes.subarray(0, 5).toString() === '<?xml' ? 'XML' : 'picture';
  const readable = response.headers.get('access-control-allow-origin') === urls.app;
  return [response.status, kind, kind === 'XML' && typeOf(response), readable ? '' : 'no CORS']
    .filter(Boolean)
    .join(' ');
}
