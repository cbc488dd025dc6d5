import { attribute, readElements } from '#fixtures/http/read-elements.ts';
import type { State } from './health-state.ts';

/** A page that says no more than how an app is has so many words in its first line at most. */
const subject =
  /^(?:(?:the|this|your|our|all|\w+)\s+){0,2}(?:app|application|service|server|api|site|systems?|health|status)\b/i;

/** What is good, where it stands alone or behind what it is said of: `Application up`. */
const well = /^(?:is|are)?[\s:=-]*(?:ok(?:ay)?|up|healthy|alive|ready|operational|(?:up and )?running)[.!\s✓✅]*$/i;

/** Rails draws a page that is green, or red, and says nothing: https://api.rubyonrails.org/classes/Rails/HealthController.html */
const colours = /^\s*background(?:-color)?\s*:\s*(green|red)\b/i;

/** Whether an answer is markup; that it is called `text/html` says nothing: PHP and Express call every text so. */
export const isMarkup = (text: string): boolean =>
  /^[\s\uFEFF]*<(?:!doctype\s+html|html|head|body|\w+[\s>])/i.test(text);

/**
 * What a page says of the app, where that is what it was made for: `Application up` of Laravel, the green of Rails. Undefined
 * for any other page, such as a server's own welcome or the app's index.
 */
export function saidByPage(html: string): State | undefined {
  const elements = readElements(html);
  const body = elements.find(({ tagName }) => tagName === 'body');
  const first = elements.map(ownText).find((text) => text !== '');
  const drawn = colours.exec((body && attribute(body, 'style')) ?? '')?.[1]?.toLowerCase();
  if (first === undefined)
    return drawn === undefined ? undefined : { word: drawn, meaning: drawn === 'green' ? 'good' : 'bad' };
  return well.test(first.replace(subject, '').trim()) ? { word: first, meaning: 'good' } : undefined;
}

const unseen: readonly string[] = ['title', 'script', 'style', 'noscript', 'template', 'html', 'head'];

/** What stands in an element itself, for a reader. */
function ownText({ tagName, childNodes }: ReturnType<typeof readElements>[number]): string {
  if (unseen.includes(tagName)) return '';
  return childNodes
    .map((node) => ('value' in node ? node.value : ''))
    .join(' ')
    .trim();
}
