import type { HttpResponse } from '#fixtures/http/http-response.ts';
import type { Asset } from './asset.ts';

/** Scripts whose sheets are looked for: those of the page stand first. */
const most = 3;

/**
 * The style sheet that a page has and does not name: it lies beside a script of the page under the script's name, while nothing
 * names a sheet. A page without styles is a page; one whose build wrote a sheet is shown without it.
 *
 * @param assets what the page and what it loads name, the page's own first.
 * @param ask gets what an address answers.
 * @returns its address.
 */
export async function unlinkedSheet(
  assets: readonly Asset[],
  ask: (url: string) => Promise<Pick<HttpResponse, 'status' | 'type' | 'body'>>,
): Promise<string | undefined> {
  if (assets.some(({ kind }) => kind === 'style')) return undefined;
  const scripts = assets.filter(({ kind, needed, lazy }) => kind === 'script' && needed && !lazy);
  for (const { url } of scripts.slice(0, most)) {
    const beside = url.replace(/\.m?js(?=$|\?)/, '.css');
    if (beside === url) continue;
    const { status, type, body } = await ask(beside);
    if (status === 200 && type === 'text/css' && body.length > 0) return beside;
  }
  return undefined;
}
