import type { ProbeError } from '#fixtures/http/probe.ts';
import type { Facts } from '#record/facts.ts';
import type { FailureClass } from '#record/vocabulary.ts';
import type { AssetKind } from './asset.ts';
import { isTakenAs, type SentAs } from './media-type.ts';

/** What is wrong with an asset. */
export interface AssetProblem {
  /** The layer's code for it; `edge-blocked` when somebody else answered in the site's place. */
  code:
    | 'asset-missing'
    | 'asset-fallback'
    | 'asset-wrong-type'
    | 'asset-empty'
    | 'asset-fails'
    | 'asset-unanswered'
    | 'asset-cut-off'
    | 'edge-blocked';
  /** In words: `answered 404`. */
  detail: string;
  /** Where the fault lies on the way and not in the asset. */
  class?: FailureClass;
  facts?: Pick<Facts, 'status' | 'type' | 'expected'>;
  /** A script or style that is empty, and else what it should be: it may be meant so. */
  mayBeMeant?: boolean;
}

/** An answer to the question for an asset. */
export interface AssetAnswer extends SentAs {
  status: number;
  bytes: number;
  /** A picture that is a drawing, which browsers show under its own type alone; pictures of dots and fonts they know by their bytes. */
  isSvg?: boolean;
  /** The body is the one that comes for a file that cannot exist. */
  isFallback: boolean;
  /** The edge answered in the site's place. */
  ofTheEdge: boolean;
}

const notThere = [403, 404, 410];
const svgType = 'image/svg+xml';

/** What an answer says of an asset; undefined when it is there and what it should be. */
export function problemOf(answer: AssetAnswer, kind: AssetKind): AssetProblem | undefined {
  const { status, type, bytes, isSvg = false, isFallback, ofTheEdge } = answer;
  const answered = { detail: `answered ${status}`, facts: { status } };
  if (ofTheEdge) return { code: 'edge-blocked', ...answered, class: 'edge-blocked' };
  if (status === 204 && kind === 'image') return undefined;
  if (status !== 200) return { code: notThere.includes(status) ? 'asset-missing' : 'asset-fails', ...answered };
  if (bytes === 0) {
    const mayBeMeant = (kind === 'script' || kind === 'style') && !isFallback && isTakenAs(answer, kind);
    return { code: 'asset-empty', detail: 'is empty', facts: { status }, ...(mayBeMeant && { mayBeMeant }) };
  }
  if (isFallback) {
    const detail = 'answered 200 with the fallback page: it does not exist';
    return { code: 'asset-fallback', detail, facts: { status, type } };
  }
  if (isSvg ? type === svgType : isTakenAs(answer, kind)) return undefined;
  const expected = isSvg ? svgType : kind;
  const detail = `is ${type || 'of no type'}, expected ${isSvg ? expected : `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`}`;
  return { code: 'asset-wrong-type', detail, facts: { status, type, expected } };
}

/** What it says of an asset that no whole answer came. One that breaks off is a fault of the file, or of what serves it: the way stood. */
export function problemOfWay(error: ProbeError): AssetProblem {
  if (error.breaksOff) return { code: 'asset-cut-off', detail: 'breaks off before its end' };
  return { code: 'asset-unanswered', detail: error.exchange.error ?? 'no answer', class: error.failureClass };
}

const byHarm: readonly AssetKind[] = ['script', 'style', 'font', 'image', 'other'];

/** The broken asset that a failure is named by: one that the way is to blame for, else the one a page needs most. */
export function mostTelling<T extends { kind: AssetKind; problem: AssetProblem }>(broken: readonly T[]): T | undefined {
  const rank = ({ kind, problem }: T) => (problem.class ? 0 : 1 + byHarm.indexOf(kind));
  return broken.toSorted((a, b) => rank(a) - rank(b))[0];
}
