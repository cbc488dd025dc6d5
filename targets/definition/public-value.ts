import { tellablePath } from '#record/people/tellable-url.ts';
import { mayBeTold, type WordsOfTarget } from '#record/people/without-people.ts';
import { isTooCommon } from './too-common.ts';

/** A day, with a time or without one; the number of a release. */
const figures =
  /^(?:(?:19|20)\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])(?:[T ][\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?|v?\d{1,5}(?:\.\d{1,5}){1,3})$/;

/**
 * Whether a value that comes with a session is no secret: an app keeps in cookies too where somebody came from, a language, a plan,
 * a day. Taken for secrets, such values would be taken out of every text in which they stand, addresses of the target included.
 */
export function isPublicValue(value: string, ofTarget: WordsOfTarget): boolean {
  const said = decoded(value).replaceAll(/^"|"$/g, '');
  return (
    figures.test(said) ||
    isTooCommon(said, ofTarget) ||
    isOpenAddress(said, ofTarget) ||
    said.split(/[ ,;|/&=:.]+/).every((part) => mayBeTold(part, ofTarget))
  );
}

/** An address or a path that has nothing in it but words that may be told. */
function isOpenAddress(said: string, ofTarget: WordsOfTarget): boolean {
  const isPath = /^\/(?!\/)/.test(said);
  const url = URL.parse(said, isPath ? 'http://a.invalid' : undefined);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) return false;
  return tellablePath(url.pathname, ofTarget) === url.pathname;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
