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

/** Why a browser could not show all of an image. */
export interface ImageProblem {
  problem: 'media-type' | 'too-small' | 'not-an-image' | 'other-format' | 'cut-short';
  /** The media type it was sent as; empty when it was sent without. */
  type: string;
  /** Bytes that came, or the format they are in, or how they begin. */
  got: number | string;
}

/** What is wrong with an image that was answered 200; nothing when a browser could show all of it. */
export function imageProblem({ body, type }: HttpResponse, minBytes: number): ImageProblem | undefined {
  const { length } = body;
  if (!type.startsWith('image/')) return { problem: 'media-type', type, got: length };
  if (length === 0) return { problem: 'too-small', type, got: length };
  const seen = formatOf(body);
  if (!seen) return { problem: 'not-an-image', type, got: body.subarray(0, 24).toString('latin1') };
  const said = formatByType[type];
  if (said && said !== seen) return { problem: 'other-format', type, got: seen };
  if (endings[seen]?.(body) === false) return { problem: 'cut-short', type, got: length };
  return length < minBytes ? { problem: 'too-small', type, got: length } : undefined;
}

/** Whether an answer brings a picture, by what it says or by what it holds. */
export const bringsImage = ({ body, type }: HttpResponse): boolean =>
  type.startsWith('image/') || formatOf(body) !== undefined;

/** The format by the magic bytes, when width and height can be read too. */
function formatOf(body: Buffer): string | undefined {
  try {
    const { type, width, height } = imageLibrary().imageSize(body);
    return width > 0 && height > 0 ? type : undefined;
  } catch {
    return undefined;
  }
}
