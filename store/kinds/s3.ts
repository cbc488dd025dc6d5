import { checkName, isName, type Store, type StoreKind } from '../store.ts';
import { openBucket } from './s3/bucket.ts';
import { bucketLeases } from './s3/bucket-leases.ts';
import { moveIn } from './s3/move.ts';

const form = /^s3:\/\/([a-z\d][a-z\d.-]{1,61}[a-z\d])(?:\/([\w.~@+=,:/-]*))?$/;

/** A store below a prefix of a bucket: for runs on several machines, and on machines that are new each time. */
function s3Store(bucketName: string, prefix: string): Store {
  const bucket = openBucket(bucketName);
  const key = (name: string) => `${prefix}${checkName(name)}`;
  return {
    read: async (name) => (await bucket.get(key(name)))?.text,
    async write(name, text) {
      await bucket.put(key(name), text);
    },
    async append(name, text) {
      for (;;) {
        const before = await bucket.get(key(name));
        const condition = before ? { ifMatch: before.etag } : { ifNoneMatch: '*' as const };
        if (await bucket.put(key(name), `${before?.text ?? ''}${text}`, condition)) return;
      }
    },
    async list(start) {
      if (start.includes('/')) checkName(`${start}-`);
      const keys = await bucket.list(`${prefix}${start}`);
      return keys.map((one) => one.slice(prefix.length)).filter(isName);
    },
    remove: (name) => bucket.remove(key(name)),
    move: (from, to) => moveIn(bucket, { prefix, from: checkName(from), to: checkName(to) }),
  };
}

/** `s3://bucket` or `s3://bucket/prefix`. */
export const s3Kind: StoreKind = {
  form: 's3://bucket/prefix',
  takes: (place) => form.test(place),
  open: (place, name) => s3Store(...partsOf(place, name)),
  leases: (place, name) => {
    const [bucket, prefix] = partsOf(place, name);
    return bucketLeases(openBucket(bucket), `${prefix}.leases/`);
  },
};

function partsOf(place: string, name: string): [string, string] {
  const [, bucket = '', path = ''] = form.exec(place) ?? [];
  const prefix = path.replace(/\/+$/, '');
  return [bucket, `${prefix ? `${prefix}/` : ''}${name}/`];
}
