import type { AssetProblem } from './asset-problem.ts';

interface Asked {
  url: string;
  problem?: Pick<AssetProblem, 'code' | 'facts'> | undefined;
}

/**
 * Where the page looks for files at a host that is not its own, and that fails whichever of several is asked for: what keeps them
 * is down, and no build can change that. Undefined for any other trouble; a build that was uploaded in part has files that come.
 *
 * @param assets all that were asked for.
 */
export function failingHostOf({ url, problem }: Asked, page: string, assets: readonly Asked[]): string | undefined {
  const { origin } = new URL(url);
  if (origin === new URL(page).origin || !isFault(problem)) return undefined;
  const there = assets.filter((asset) => new URL(asset.url).origin === origin);
  return there.length > 1 && there.every((asset) => isFault(asset.problem)) ? origin : undefined;
}

const isFault = (problem: Asked['problem']) => problem?.code === 'asset-fails' && (problem.facts?.status ?? 0) >= 500;
