import { crc32, deflateSync } from 'node:zlib';

/** How a cloth is woven: stripes over a ground, each from and to a share of its width. */
export interface Weave {
  cloth: string;
  stripe: string;
  from: readonly number[];
  to: readonly number[];
  /** The stripes run the other way as well. */
  isCrossed: boolean;
}

/** Light and dark threads, and the folds that the cloth lies in. */
const shades = [1, 0.965, 0.93, 0.9];

/** Draws a square of cloth as a PNG of so many px. */
export function drawCloth({ cloth, stripe, from, to, isCrossed }: Weave, size: number): Uint8Array<ArrayBuffer> {
  const isStripe = (at: number) => from.some((start, i) => at >= start && at < (to[i] ?? start));
  const along = Array.from({ length: size }, (_, at) => isStripe(at / size));
  const rows = Buffer.alloc((size + 1) * size);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const striped = along[x] || (isCrossed && along[y]);
      const thread = (x >> 1) % 2 === (y >> 1) % 2 ? 0 : 1;
      const fold = Math.sin((x + 0.35 * y) / (size / 9)) > 0.55 ? 2 : 0;
      rows[y * (size + 1) + x + 1] = (striped ? shades.length : 0) + thread + fold;
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a pixel, each the place of a colour in the palette.
  header.set([8, 3], 8);
  const palette = Buffer.from([cloth, stripe].flatMap((colour) => shades.flatMap((shade) => shaded(colour, shade))));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', header), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows)), chunk('IEND')];
  return new Uint8Array(Buffer.concat([signature, ...parts]));
}

const shaded = (colour: string, shade: number) =>
  [1, 3, 5].map((at) => Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * shade));

function chunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
