import { openAtEnd } from '#fixtures/http/read-elements.ts';

/** A page that says where it ends. In a script the words mean nothing: such a page is taken for whole, too. */
const saysItsEnd = /<\/(?:body|html)[\s>]/i;

/** The beginning of a tag, and no end of it. What it says of itself may be about a person: its name is enough. */
const endsInTag = /(<[a-z/!][^\s<>]*)[^<>]*$/i;

/** May be left open by the standard, where a page ends: https://html.spec.whatwg.org/#parsing-main-inbody, "an end-of-file token". */
const mayStayOpen = new Set([
  ...['html', 'head', 'body', 'p', 'li', 'dd', 'dt', 'option', 'optgroup', 'rb', 'rp', 'rt', 'rtc'],
  ...['caption', 'colgroup', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'],
]);

/** What stands in these is text: a page that ends in one has lost its rest, whatever sign it ends with. */
const holdText = new Set(['script', 'style', 'title', 'textarea']);

/**
 * What a page ends in the middle of: the innermost of its elements that the standard wants closed, or a tag. Whoever makes or
 * keeps it lost the rest, and sent what was there as the whole, with a length that is true. Undefined for a page that is
 * whole: one that says its end, however many of its elements are open there, or that leaves out no more than it may. One that ends
 * behind a tag is taken for whole as well: so do pages of a careless hand end, that close nothing, and few of those that were cut.
 */
export function cutShortIn(html: string): string | undefined {
  if (saysItsEnd.test(html)) return undefined;
  const open = openAtEnd(html).find((name) => !mayStayOpen.has(name));
  if (html.trimEnd().endsWith('>') && !(open && holdText.has(open))) return undefined;
  return open === undefined ? endsInTag.exec(html)?.[1]?.slice(0, 20) : `<${open}>`;
}
