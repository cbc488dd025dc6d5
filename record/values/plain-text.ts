import { stripVTControlCharacters } from 'node:util';

/** Control characters but line ends and tabs, and the marks that turn the direction of a text around. */
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text of a server as it may be printed: without sequences that a terminal takes for commands, and without marks that make
 * a line read otherwise than it stands there. Tabs stay, and every end of a line is a new one: nothing is written over.
 */
export const plainText = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(unprintable, (mark) => (/[\t\n]/.test(mark) ? mark : ''));
