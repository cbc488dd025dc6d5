import { gunzipSync } from 'node:zlib';
import { CloudWatchError } from './cloudwatch-error.ts';

/**
 * PutMetricData: 1 MB a POST, which may be compressed by gzip. The documentation does not say which size is meant;
 * here the uncompressed one counts, so that whoever passes here passes there.
 */
const MAX_BYTES = 1024 * 1024;

/** The JSON of a request, unpacked; the SDK gzips bodies of PutMetricData from 10,240 bytes. */
export function readBody(raw: Uint8Array, headers: Headers): unknown {
  const bytes = headers.get('content-encoding') === 'gzip' ? gunzip(raw) : raw;
  if (bytes.length > MAX_BYTES) {
    throw new CloudWatchError('RequestTooLarge', `Request size ${bytes.length} exceeded ${MAX_BYTES} bytes`);
  }
  try {
    return JSON.parse(new TextDecoder().decode(bytes) || '{}');
  } catch (cause) {
    throw malformed(cause);
  }
}

function gunzip(raw: Uint8Array): Uint8Array {
  try {
    return gunzipSync(raw);
  } catch (cause) {
    throw malformed(cause);
  }
}

function malformed(cause: unknown): Error {
  return Object.assign(new CloudWatchError('SerializationException', 'The request body could not be read.'), { cause });
}
