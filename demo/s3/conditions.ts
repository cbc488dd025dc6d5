import type { StoredObject } from './bucket.ts';
import { S3Error } from './s3-error.ts';

/**
 * Whether the client's copy is still good (304). Throws `PreconditionFailed` (412). An ETag condition overrides the
 * date condition beside it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function isNotModified(object: StoredObject, headers: Headers): boolean {
  const ifMatch = headers.get('if-match');
  if (ifMatch === null ? changedSince(object, headers.get('if-unmodified-since')) : !names(ifMatch, object.etag)) {
    throw new S3Error('PreconditionFailed', {
      fields: { Condition: ifMatch === null ? 'If-Unmodified-Since' : 'If-Match' },
    });
  }
  const ifNoneMatch = headers.get('if-none-match');
  if (ifNoneMatch !== null) return names(ifNoneMatch, object.etag);
  const since = headers.get('if-modified-since');
  return since !== null && !changedSince(object, since);
}

/**
 * Refuses a write whose condition does not hold, `PreconditionFailed` (412), or `NoSuchKey` (404) where there is nothing
 * to match: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkWrite(object: StoredObject | undefined, headers: Headers, key: string): void {
  const [ifNoneMatch, ifMatch] = [headers.get('if-none-match'), headers.get('if-match')];
  if (ifNoneMatch !== null && ifNoneMatch !== '*')
    throw new S3Error('NotImplemented', { fields: { Header: 'If-None-Match' } });
  if (ifNoneMatch !== null && object)
    throw new S3Error('PreconditionFailed', { fields: { Condition: 'If-None-Match' } });
  if (ifMatch === null) return;
  if (!object) throw new S3Error('NoSuchKey', { fields: { Key: key } });
  if (!names(ifMatch, object.etag)) throw new S3Error('PreconditionFailed', { fields: { Condition: 'If-Match' } });
}

function names(condition: string, etag: string): boolean {
  return condition.split(',').some((candidate) => ['*', etag].includes(candidate.trim().replace(/^W\//, '')));
}

/** An unreadable date is no condition (RFC 9110, 13.1.3). */
function changedSince({ lastModified }: StoredObject, date: string | null): boolean {
  return date !== null && lastModified > Date.parse(date);
}
