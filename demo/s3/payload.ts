import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sha256Hex } from '../net/sigv4.ts';
import { S3Error } from './s3-error.ts';

/** A body as the client meant it, with the checksum headers that came before it or in its trailer. */
interface Payload {
  body: Uint8Array;
  checksums: Headers;
}

const STREAMING_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';

/**
 * The body of an upload, its integrity proved by everything the client sent for that: the signed SHA-256, Content-MD5
 * and `x-amz-checksum-*`, which the SDK puts in a header (known length: CRC32) or, for a stream, in the trailer of an
 * aws-chunked body. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export function readPayload(raw: Uint8Array, sent: Headers): Uint8Array {
  const { body, checksums } = decode(raw, sent);
  checkLength(body, sent);
  checkMd5(body, sent.get('content-md5'));
  for (const [name, value] of checksums) checkChecksum(body, name, value);
  return body;
}

/** Compares the body with the hash that its signature covers. */
export function checkPayloadHash(raw: Uint8Array, claimed: string): void {
  if (!/^[0-9a-f]{64}$/.test(claimed)) return;
  const computed = sha256Hex(raw);
  if (computed === claimed) return;
  throw new S3Error('XAmzContentSHA256Mismatch', {
    fields: { ClientComputedContentSHA256: claimed, S3ComputedContentSHA256: computed },
  });
}

function decode(raw: Uint8Array, sent: Headers): Payload {
  const claimed = sent.get('x-amz-content-sha256') ?? '';
  if (claimed.startsWith('STREAMING-') && claimed !== STREAMING_TRAILER) {
    throw new S3Error('NotImplemented', { message: `Uploads with signed chunks are not implemented: ${claimed}` });
  }
  return claimed === STREAMING_TRAILER ? decodeChunks(Buffer.from(raw)) : { body: raw, checksums: pickChecksums(sent) };
}

/** aws-chunked: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html */
function decodeChunks(raw: Buffer): Payload {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = raw.indexOf('\r\n', at);
    const size = Number.parseInt(raw.toString('latin1', at, lineEnd), 16);
    if (lineEnd < 0 || Number.isNaN(size)) throw new S3Error('IncompleteBody');
    const start = lineEnd + 2;
    if (size === 0) return { body: Buffer.concat(chunks), checksums: pickChecksums(readTrailer(raw, start)) };
    chunks.push(raw.subarray(start, start + size));
    at = start + size + 2;
  }
}

function readTrailer(raw: Buffer, start: number): Headers {
  const trailer = new Headers();
  for (const line of raw.toString('latin1', start).split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) trailer.set(line.slice(0, colon), line.slice(colon + 1));
  }
  return trailer;
}

/** `x-amz-checksum-algorithm` and `-type` speak about a checksum; the other `x-amz-checksum-*` are one. */
function pickChecksums(headers: Headers): Headers {
  const isChecksum = (name: string) => /^x-amz-checksum-(?!algorithm|type|mode)/.test(name);
  return new Headers([...headers].filter(([name]) => isChecksum(name)));
}

function checkLength(body: Uint8Array, sent: Headers): void {
  const expected = sent.get('x-amz-decoded-content-length');
  if (expected !== null && Number(expected) !== body.length) throw new S3Error('IncompleteBody');
}

function checkMd5(body: Uint8Array, expected: string | null): void {
  if (expected === null) return;
  const computed = createHash('md5').update(body).digest('base64');
  if (computed !== expected) {
    throw new S3Error('BadDigest', {
      message: 'The Content-MD5 you specified did not match what we received.',
      fields: { ExpectedDigest: expected, CalculatedDigest: computed },
    });
  }
}

function checkChecksum(body: Uint8Array, header: string, expected: string): void {
  const algorithm = header.slice('x-amz-checksum-'.length);
  const computed = CHECKSUMS[algorithm]?.(body);
  if (computed === undefined) {
    throw new S3Error('NotImplemented', { message: `The checksum algorithm ${algorithm} is not implemented` });
  }
  if (computed !== expected) {
    const message = `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`;
    throw new S3Error('BadDigest', { message });
  }
}

const CHECKSUMS: Record<string, (body: Uint8Array) => string> = {
  crc32: crc32Base64,
  sha1: (body) => createHash('sha1').update(body).digest('base64'),
  sha256: (body) => createHash('sha256').update(body).digest('base64'),
};

/** CRC-32 as S3 writes it in `x-amz-checksum-crc32`: four bytes, big-endian, base64. */
export function crc32Base64(body: Uint8Array): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}
