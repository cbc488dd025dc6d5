import { isDrawnSvg } from '#fixtures/http/svg-root.ts';
import { imageLibrary } from '#fixtures/runtime/libraries.ts';
import { jpegHasSize } from './jpeg.ts';

/** Formats that all common browsers show in an `<img>`. */
export const shownFormats = ['jpg', 'png', 'gif', 'webp', 'avif', 'bmp', 'ico', 'svg'] as const;
/** Formats of pictures that most browsers show as a broken image: Safari alone knows some of them. */
const unshownFormats = ['heic', 'tiff', 'jxl', 'jp2', 'psd'] as const;
export type ImageFormat = (typeof shownFormats)[number] | (typeof unshownFormats)[number];

/** How each begins, in hexadecimal. Source: https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern, and the formats' own. */
const beginnings: readonly [ImageFormat, RegExp][] = [
  ['jpg', /^ffd8ff/],
  ['png', /^89504e470d0a1a0a/],
  ['gif', /^47494638(37|39)61/],
  ['webp', /^52494646.{8}57454250/],
  ['bmp', /^424d/],
  ['ico', /^0000(01|02)00/],
  ['tiff', /^(49492a00|4d4d002a)/],
  ['jxl', /^(ff0a|0000000c4a584c20)/],
  ['jp2', /^0000000c6a502020/],
  ['psd', /^38425053/],
];

/** Of these the size can be read: without one there is nothing to show. */
const sized: readonly ImageFormat[] = ['png', 'gif', 'webp', 'bmp', 'ico'];

/** The format of a picture by its bytes, whatever it is called; undefined for what is none. */
export function formatOf(body: Buffer): ImageFormat | undefined {
  const start = body.subarray(0, 16).toString('hex');
  const found = beginnings.find(([, beginning]) => beginning.test(start))?.[0] ?? formatByBrand(body);
  if (!found) return isDrawnSvg(body) ? 'svg' : undefined;
  if (found === 'jpg') return jpegHasSize(body) ? found : undefined;
  return !sized.includes(found) || hasSize(body) ? found : undefined;
}

/** What says that it is a file of boxes names the kinds of file that it is: ISO/IEC 14496-12, `ftyp`. */
function formatByBrand(body: Buffer): ImageFormat | undefined {
  if (body.length < 16 || body.toString('latin1', 4, 8) !== 'ftyp') return undefined;
  const brands = body.toString('latin1', 8, Math.min(body.readUInt32BE(0), 256)).match(/.{4}/gs) ?? [];
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  return brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand)) ? 'heic' : undefined;
}

function hasSize(body: Buffer): boolean {
  try {
    const { width, height } = imageLibrary().imageSize(body);
    return width > 0 && height > 0;
  } catch {
    return false;
  }
}
