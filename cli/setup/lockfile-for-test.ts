import type { Lockfile } from './test-checkout.ts';

/** The package that production needs, and all it needs. */
export const production = { version: '1.0.0', integrity: 'sha512-one' };
const development = { version: '2.0.0', dev: true };
const platformBinary = { version: '3.0.0', dev: true, optional: true, os: [process.platform], cpu: [process.arch] };
/** The SDK that a store in S3 needs. */
export const sdk = { version: '5.0.0', optional: true };
const foreignBinary = { version: '3.0.0', dev: true, optional: true, os: ['plan9'] };

/** Packages of every kind: for production, for development, for this platform and for none. */
export const lockfile: Lockfile = {
  'node_modules/one': production,
  'node_modules/tool': development,
  'node_modules/tool/node_modules/binary': platformBinary,
  'node_modules/tool/node_modules/foreign': foreignBinary,
  'node_modules/typings': { version: '4.0.0', devOptional: true },
  'node_modules/@aws-sdk/client-s3': sdk,
};

/** What an install with everything brings on this platform. */
export const full: Lockfile = {
  'node_modules/one': production,
  'node_modules/tool': development,
  'node_modules/tool/node_modules/binary': platformBinary,
  'node_modules/typings': { version: '4.0.0', devOptional: true },
  'node_modules/@aws-sdk/client-s3': sdk,
};

/** What an install for production alone brings. */
export const leanest: Lockfile = { 'node_modules/one': production };
