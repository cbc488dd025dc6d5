import { randomBytes } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { listen } from '../net/listen.ts';
import { createS3 } from './stand-in.ts';

/** For tests: an S3 with a private, a public and a cross-origin bucket on a real socket, and clients for it. */
export async function startForTest() {
  const clock = { skewMs: 0 };
  const owner = newKey();
  const reader = { ...newKey(), mayList: false };
  const s3 = createS3({
    credentials: [owner, reader],
    buckets: {
      private: {},
      public: { publicRead: true },
      mixed: { publicRead: (key) => key.startsWith('open/'), publicList: true },
      cors: {
        publicRead: true,
        cors: [
          {
            origins: ['https://app.loventia.test', 'https://*.preview.loventia.test'],
            methods: ['GET', 'HEAD'],
            headers: ['x-amz-*', 'Range'],
            exposeHeaders: ['ETag'],
            maxAgeSeconds: 600,
          },
          { origins: ['*'], methods: ['PUT'] },
        ],
      },
    },
    now: () => Date.now() + clock.skewMs,
  });
  const server = await listen({ fetch: s3.app.fetch });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const clients: S3Client[] = [];
  const client = (credentials = owner, region = 'eu-north-1') => {
    const made = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });
    clients.push(made);
    return made;
  };
  return {
    ...s3,
    endpoint,
    clock,
    owner,
    reader,
    client,
    async close() {
      for (const made of clients) made.destroy();
      await server.close();
    },
  };
}

function newKey() {
  return {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  };
}
