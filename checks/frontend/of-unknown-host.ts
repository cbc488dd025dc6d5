import { ownerOf } from '#fixtures/http/owner-of.ts';
import type { BrokenAsset } from './assets.ts';

/**
 * Where the page looks for a file at a host that the target does not name, and that does not answer at all; undefined for any other
 * trouble. Which host that is, the page says: that its name or its port is wrong is first of all the page's failure, and no
 * outage of a network.
 */
export function unknownHostOf({ url, problem }: Pick<BrokenAsset, 'url' | 'problem'>): string | undefined {
  return problem.code === 'asset-unanswered' && ownerOf(url) === 'stranger' ? new URL(url).origin : undefined;
}
