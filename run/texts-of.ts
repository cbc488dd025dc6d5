import { isUtf8 } from 'node:buffer';
import { gunzipSync, inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';

/** A file in a file in a file; nobody of ours packs deeper. */
const deepest = 4;

/** More than this is not unpacked of one member, in bytes. */
const mostBytes = 200_000_000;

/**
 * All that may be read in bytes: the bytes as text, and what is packed in them with zip, gzip or zlib, in base64 too.
 * It goes by what the bytes are, never by the name of the file.
 *
 * @throws {Error} where the whole is a zip or gzip that cannot be unpacked: what is in it cannot be looked through.
 */
export function textsOf(bytes: Uint8Array, depth = 0): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const packed = depth < deepest ? membersOf(buffer) : [];
  if (depth === 0 && packed.length === 0 && isArchive(buffer)) throw new Error('it is packed, and cannot be unpacked');
  if (packed.length > 0) return packed.flatMap(([name, inner]) => [name, ...textsOf(inner, depth + 1)]);
  const latin1 = buffer.toString('latin1');
  const embedded = depth < deepest ? [...latin1.matchAll(packedInBase64)] : [];
  return [
    ...asText(buffer, latin1),
    ...embedded.flatMap(({ 0: run }) => {
      const inner = Buffer.from(run, 'base64');
      return membersOf(inner).length > 0 ? textsOf(inner, depth + 1) : [];
    }),
  ];
}

/** How zlib begins, by how hard it tried. */
const zlibHeads = ['x\u0001', 'x^', 'x\u009c', 'x\u00da'];

/** As zip (`PK`), gzip (`1f 8b 08`) and zlib (`78`) begin in base64. */
const packedInBase64 = /(?:UEsDB|H4sI|eJ|eAE|eNo)[A-Za-z0-9+/_-]{16,}=*/g;

/** What is UTF-8 from its first to its last byte was not written in another encoding: a value in latin1 would break it. */
function asText(buffer: Buffer, latin1: string): string[] {
  const narrow = isUtf8(buffer) ? [buffer.toString('utf8')] : [buffer.toString('utf8'), latin1];
  return latin1.includes('\0') ? [...narrow, asUtf16(buffer), asUtf16(buffer.subarray(1))] : narrow;
}

/** Of whole pairs alone: Node 24 writes past its memory, and is aborted, where a half one is left of bytes at an odd address. */
const asUtf16 = (bytes: Buffer) => bytes.subarray(0, bytes.length - (bytes.length % 2)).toString('utf16le');

const beginsAs = (bytes: Buffer, head: string) => bytes.subarray(0, head.length).toString('latin1') === head;
const [zip, gzip] = ['PK\u0003\u0004', '\u001f\u008b\b'];
const isArchive = (bytes: Buffer) => beginsAs(bytes, zip) || beginsAs(bytes, gzip);

/** What is packed in bytes, by name; nothing where they are no archive, or a broken one. */
function membersOf(bytes: Buffer): [name: string, inner: Uint8Array][] {
  const options = { maxOutputLength: mostBytes };
  try {
    if (beginsAs(bytes, zip)) {
      const filter = ({ originalSize }: { originalSize: number }) => originalSize <= mostBytes;
      return Object.entries(unzipSync(bytes, { filter }));
    }
    if (beginsAs(bytes, gzip)) return [['', gunzipSync(bytes, options)]];
    if (zlibHeads.some((head) => beginsAs(bytes, head))) return [['', inflateSync(bytes, options)]];
  } catch {
    // Whatever it is, it cannot be unpacked: its bytes are looked through as they are.
  }
  return [];
}
