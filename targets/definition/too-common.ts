import { knownWords } from '#record/people/known-words.ts';
import { foldText } from '#record/values/fold-text.ts';

/** What many accounts are opened with, and what texts of all kinds are full of. */
const common: ReadonlySet<string> = new Set(
  'secret qwerty letmein changeme welcome1 welcome123 password1 password12 password123 admin123 test1234 iloveyou sunshine princess football baseball dragon monkey abc123 abcdef abcdefgh passw0rd p@ssw0rd qwerty123 qwertyuiop'.split(
    ' ',
  ),
);

/** Fewer figures than these stand in every time and size that a run tells. */
const fewestFigures = 8;

/** Whether texts of all kinds hold a value: nobody could tell it from them. */
export function isTooCommon(value: string, ofTarget: ReadonlySet<string>): boolean {
  const small = value.trim().toLowerCase();
  const isWord = common.has(small) || knownWords.has(small) || ofTarget.has(small);
  const isFigures = /^\d+$/.test(small) && small.length < fewestFigures;
  return isWord || isFigures || isRow(small) || new Set(foldText(value)).size < 3;
}

/** `12345678`, `abcdefgh`. */
const isRow = (value: string) =>
  Array.from(value).every((character, at) => at === 0 || character.charCodeAt(0) - value.charCodeAt(at - 1) === 1);
