import type { ImageFormat } from './image-format.ts';
import { jpegEnds } from './jpeg.ts';
import { svgIsWhole } from './svg.ts';

/**
 * Whether a picture goes on to its own end, by how its format says so. What lies behind that end, such as the film of a
 * motion photo, is nothing to a browser. Sources: the formats' own specifications.
 */
const ends: Partial<Record<ImageFormat, (body: Buffer) => boolean>> = {
  jpg: jpegEnds,
  png: pngEnds,
  gif: gifEnds,
  webp: (body) => body.length >= body.readUInt32LE(4) + 8,
  avif: boxesEnd,
  svg: svgIsWhole,
};

/** Whether all of a picture is there; true for a format that does not tell. */
export const isWhole = (format: ImageFormat, body: Buffer): boolean => ends[format]?.(body) ?? true;

function pngEnds(body: Buffer): boolean {
  let at = 8;
  while (at + 12 <= body.length) {
    if (body.toString('latin1', at + 4, at + 8) === 'IEND') return true;
    at += 12 + body.readUInt32BE(at);
  }
  return false;
}

/** One that leaves out its last byte behind a whole picture is shown. */
function gifEnds(body: Buffer): boolean {
  const table = (flags = 0) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const behindBlocks = (from: number): number => {
    let at = from;
    while (at < body.length && body[at] !== 0) at += 1 + (body[at] ?? 0);
    return at + 1;
  };
  let at = 13 + table(body[10]);
  let pictures = 0;
  while (at < body.length && (body[at] === 0x21 || body[at] === 0x2c)) {
    const isPicture = body[at] === 0x2c;
    at = behindBlocks(at + (isPicture ? 11 + table(body[at + 9]) : 2));
    if (isPicture && at <= body.length) pictures += 1;
  }
  return at < body.length ? pictures > 0 : at === body.length && pictures > 0;
}

const boxes = ['ftyp', 'meta', 'mdat', 'moov', 'moof', 'free', 'skip', 'uuid', 'idat'];

function boxesEnd(body: Buffer): boolean {
  let at = 0;
  while (at + 8 <= body.length && boxes.includes(body.toString('latin1', at + 4, at + 8))) {
    const said = body.readUInt32BE(at);
    if (said === 0) return true;
    const size = said === 1 && at + 16 <= body.length ? Number(body.readBigUInt64BE(at + 8)) : said;
    if (size < 8) return false;
    at += size;
  }
  return at <= body.length;
}
