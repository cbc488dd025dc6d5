import type { Faults } from '../faults.ts';
import type { PhotoLinks } from './api/context.ts';
import { createImages } from './images.ts';
import type { Network } from './network.ts';
import { createPhotoLinks } from './photo-links.ts';
import { createPhotoStorage, privateBucket } from './photo-storage.ts';
import { faultyPhoto, probePhotos, type SeededUsers } from './seed-users.ts';
import { stockPhotos } from './stock-photos.ts';

/** Addresses that do not change while the demo runs. */
export interface PhotoAddresses {
  /** The photos of a probe that everybody may read, the one shown first in front. */
  publicUrls: string[];
  /** The object behind a probe's presigned link, without its signature: S3 refuses it. */
  privateUrl: string;
  /** The one of `publicUrls` that the `image-*` faults hit. */
  faultyUrl: string;
}

export interface Photos {
  links: PhotoLinks;
  addresses: PhotoAddresses;
}

export interface PhotosOptions {
  network: Network;
  faults: Faults;
  users: SeededUsers['users'];
  imageSlowMs?: number;
}

/** Opens S3 and the CDN in front of it, with everybody's photos in place. */
export async function openPhotos(options: PhotosOptions, stack: AsyncDisposableStack): Promise<Photos> {
  const { network, faults, users } = options;
  const appOrigin = () => network.origin('app');
  const storage = createPhotoStorage(appOrigin, faults);
  const images = createImages({ ...options, faultyKey: faultyPhoto, appOrigin, origin: storage.readPublic });
  await Promise.all([
    stockPhotos(storage.s3, users),
    network.open('images', images.fetch),
    network.open('s3', storage.s3.app.fetch),
  ]);
  const imagesUrl = () => network.origin('images');
  const client = storage.connect(network.origin('s3'));
  stack.defer(() => client.destroy());
  const publicUrl = (key: string) => `${imagesUrl()}/${key}`;
  return {
    links: createPhotoLinks({ imagesUrl, s3: client, privateBucket, faults }),
    addresses: {
      publicUrls: probePhotos.publicPhotos.map(publicUrl),
      privateUrl: `${network.origin('s3')}/${privateBucket}/${probePhotos.privatePhotos[0]}`,
      faultyUrl: publicUrl(faultyPhoto),
    },
  };
}
