import type { LookupFunction } from 'node:net';
import { Agent, type RequestInit, type Response, fetch as undiciFetch } from 'undici';

export interface LoopbackFetch {
  /** `fetch` for the demo's own calls from part to part. Takes an address and an init, no `Request`. */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
  /** Ends its connections at once. */
  close(): Promise<void>;
}

/** A `fetch` to which every name is 127.0.0.1 and which trusts the demo's own authority and no other. */
export function createLoopbackFetch(caPem: string): LoopbackFetch {
  const dispatcher = new Agent({ allowH2: false, connect: { ca: caPem, lookup: toLoopback } });
  return {
    fetch: (url, init) => undiciFetch(url, { ...init, dispatcher }),
    close: () => dispatcher.destroy(),
  };
}

/** A `lookup` for any client of `node:net`: every name is 127.0.0.1. */
export const toLoopback: LookupFunction = (_hostname, options, callback) => {
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};
