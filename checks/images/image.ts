import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { imageLibrary } from '#fixtures/runtime/libraries.ts';

/** How each format ends; a file cut short lacks it. Sources: the formats' own specifications. */
const endings: Record<string, (body: Buffer) => boolean> = {
  jpg: (body) => body.subarray(-64).includes(Buffer.from([0xff, 0xd9])),
  png: (body) => body.subarray(-12).includes('IEND'),
  gif: (body) => body.at(-1) === 0x3b,
  webp: (body) => body.length >= body.readUInt32LE(4) + 8,
};

const formatByType: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/svg+xml': 'svg',
};

/** What is wrong with an image that was answered 200; nothing when a browser could show all of it. */
export function imageProblem({ body, type }: HttpResponse, minBytes: number): string | undefined {
  if (!type.startsWith('image/')) return `is ${type || 'of no type'}, expected image/*`;
  if (body.length < minBytes) return `has only ${body.length} bytes`;
  const seen = formatOf(body);
  if (!seen)
    return `says ${type}, but its bytes are no image: ${JSON.stringify(body.subarray(0, 24).toString('latin1'))}`;
  const said = formatByType[type];
  if (said && said !== seen) return `says ${type}, but its bytes are ${seen}`;
  return (endings[seen]?.(body) ?? true) ? undefined : `is cut short after ${body.length} bytes`;
}

/** The format by the magic bytes, when width and height can be read too. */
function formatOf(body: Buffer): string | undefined {
  try {
    const { type, width, height } = imageLibrary().imageSize(body);
    return width > 0 && height > 0 ? type : undefined;
  } catch {
    return undefined;
  }
}
