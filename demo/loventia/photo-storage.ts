import { randomBytes } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import type { Faults } from '../faults.ts';
import { createS3, type S3 } from '../s3/stand-in.ts';

/** Read by the CDN, and so by everybody. */
export const publicBucket = 'loventia-photos';

/** Read with a signature only. */
export const privateBucket = 'loventia-private-photos';

const REGION = 'eu-north-1';

export interface PhotoStorage {
  s3: S3;
  /** The API's own client, as its task role has it: it only ever presigns. */
  connect(endpoint: string): S3Client;
  /** How the CDN reads an object: on a private way, whatever the state of S3's public name and certificate. */
  readPublic(key: string, headers: Headers): Promise<Response>;
}

/** S3 with Loventia's two buckets and a key pair that lives as long as they do. */
export function createPhotoStorage(appOrigin: () => string, faults: Faults): PhotoStorage {
  const credentials = {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  };
  const s3 = createS3({
    region: REGION,
    credentials: [credentials],
    buckets: {
      [publicBucket]: { publicRead: true },
      [privateBucket]: {
        get publicRead() {
          return faults.has('private-image-public');
        },
        get cors() {
          return faults.has('image-cors')
            ? []
            : [{ origins: [appOrigin()], methods: ['GET' as const, 'HEAD' as const] }];
        },
      },
    },
  });
  return {
    s3,
    connect: (endpoint) => new S3Client({ endpoint, region: REGION, credentials, forcePathStyle: true }),
    readPublic: async (key, headers) =>
      s3.app.fetch(new Request(`http://s3.internal/${publicBucket}/${key}`, { headers })),
  };
}
