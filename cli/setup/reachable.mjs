import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';

/**
 * Whether anything answers at an address: any status will do. Bounded, name resolution included, because a walled-in
 * machine often lets packets vanish rather than refuse them.
 *
 * @param {string} address
 * @param {number} limitMs
 * @returns {Promise<boolean>}
 */
export function isReachable(address, limitMs) {
  return new Promise((resolve) => {
    const send = address.startsWith('http:') ? requestPlain : requestSecure;
    const request = send(address, { method: 'HEAD', agent: false });
    const limit = setTimeout(() => request.destroy(new Error('too slow')), limitMs);
    /** @param {boolean} answer */
    const finish = (answer) => {
      clearTimeout(limit);
      request.destroy();
      resolve(answer);
    };
    request.once('response', () => finish(true));
    request.on('error', () => finish(false));
    request.end();
  });
}
