/** A text that was made of another one, and for each of its code units the part of the other that it stands for. */
export interface MappedText {
  text: string;
  starts: readonly number[];
  ends: readonly number[];
}

/** A text as it is. */
export function asItIs(text: string): MappedText {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    starts.push(at);
    ends.push(at + 1);
  }
  return { text, starts, ends };
}

/** What becomes of a text where each of its characters is put otherwise, whatever stands beside it; with the places. */
export function rewrittenEach(from: MappedText, instead: (character: string) => string): MappedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  for (const character of from.text) {
    const put = instead(character);
    const last = at + character.length - 1;
    for (let unit = 0; unit < put.length; unit += 1) {
      starts.push(from.starts[at] ?? 0);
      ends.push(from.ends[last] ?? 0);
    }
    text += put;
    at = last + 1;
  }
  return { text, starts, ends };
}

/** What `text.replace(pattern, instead)` makes of a text, with the places that it came from. */
export function rewritten(from: MappedText, pattern: RegExp, instead: (found: string) => string): MappedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let done = 0;
  const keepTo = (end: number) => {
    for (let at = done; at < end; at += 1) {
      starts.push(from.starts[at] ?? 0);
      ends.push(from.ends[at] ?? 0);
    }
    text += from.text.slice(done, end);
  };
  for (const { 0: found, index } of from.text.matchAll(pattern)) {
    keepTo(index);
    const put = instead(found);
    for (let at = 0; at < put.length; at += 1) {
      starts.push(from.starts[index] ?? 0);
      ends.push(from.ends[index + found.length - 1] ?? 0);
    }
    text += put;
    done = index + found.length;
  }
  keepTo(from.text.length);
  return { text, starts, ends };
}
