import { S3Error } from './s3-error.ts';

/** First and last byte, both included. */
interface ByteRange {
  first: number;
  last: number;
}

/**
 * The one range a request asks for, cut to the object. Undefined when it asks for none, or for several: S3 does not
 * serve multiple ranges (API_GetObject, Range) and RFC 9110, 14.2 lets a server ignore what it does not support.
 * Throws `InvalidRange` (416) for a range outside the object.
 */
export function parseRange(header: string | null, size: number): ByteRange | undefined {
  const [, start, end] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (start === undefined || end === undefined || (start === '' && end === '')) return undefined;
  if (start === '') return within({ first: Math.max(size - Number(end), 0), last: size - 1 }, size, header);
  const last = end === '' ? size - 1 : Math.min(Number(end), size - 1);
  if (end !== '' && Number(end) < Number(start)) return undefined;
  return within({ first: Number(start), last }, size, header);
}

function within(range: ByteRange, size: number, header: string | null): ByteRange {
  if (range.first < size && range.first <= range.last) return range;
  throw new S3Error('InvalidRange', {
    fields: { RangeRequested: header ?? '', ActualObjectSize: size },
    headers: { 'content-range': `bytes */${size}` },
  });
}
