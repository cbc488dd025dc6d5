import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Faults } from '../faults.ts';
import type { PhotoLinks } from './api/context.ts';

/** How long a presigned link holds, in seconds. */
const LINK_LIFETIME_S = 3_600;

export interface PhotoLinksOptions {
  /** Where public photos are served. */
  imagesUrl: () => string;
  /** Signs the links to private photos; its endpoint stands in them. */
  s3: S3Client;
  privateBucket: string;
  faults: Faults;
}

/** Public photos come from the CDN, private ones from S3 with a signature made for this answer. */
export function createPhotoLinks({ imagesUrl, s3, privateBucket, faults }: PhotoLinksOptions): PhotoLinks {
  const publicLink = (key: string) => `${imagesUrl()}/${key}`;
  const presign = (key: string) => {
    const age = faults.has('image-expired') ? 2 * LINK_LIFETIME_S : 0;
    const signingDate = new Date(Date.now() - age * 1000);
    const command = new GetObjectCommand({ Bucket: privateBucket, Key: key });
    return getSignedUrl(s3, command, { expiresIn: LINK_LIFETIME_S, signingDate });
  };
  return {
    first: ({ publicPhotos: [first] }) => (first === undefined ? null : publicLink(first)),
    all: async ({ publicPhotos, privatePhotos }) => [
      ...publicPhotos.map(publicLink),
      ...(await Promise.all(privatePhotos.map(presign))),
    ],
  };
}
