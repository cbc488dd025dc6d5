const sign = /@|%40|&#64;|&#x40;|&commat;|\\u0040/gi;

/** Behind the sign: a domain, or the beginning of one that was shortened. */
const domain = /(?:[\p{L}\p{N}_-]{1,63}\.){1,8}\p{L}{2,63}|[\p{L}\p{N}_.-]{0,63}(?:…|\\u2026)/uy;

/** Before it, up to so many characters. */
const longestName = 128;
const name = /[\p{L}\p{N}\p{M}_.+-]+$/u;

/** A text without e-mail addresses, shortened ones included. */
export function withoutMails(text: string): string {
  let kept = '';
  let done = 0;
  for (const { 0: found, index } of text.matchAll(sign)) {
    domain.lastIndex = index + found.length;
    const before = name.exec(text.slice(Math.max(done, index - longestName), index))?.[0];
    const behind = before && domain.exec(text)?.[0];
    if (!before || behind === undefined) continue;
    kept += `${text.slice(done, index - before.length)}[redacted e-mail]`;
    done = index + found.length + behind.length;
  }
  return kept + text.slice(done);
}
