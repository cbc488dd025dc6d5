import type { Entry } from '../text/entry.ts';
import { commandBlock } from './command.ts';
import { type Html, html, type Part } from './markup.ts';

/** The entries of an answer as names and facts. `More` is left out: the page itself is what it points to. */
export const entryList = (entries: readonly Entry[]): Html =>
  html`<dl class="entries">${entries
    .filter(({ label }) => label !== 'More')
    .flatMap(apart)
    .map(entryRow)}</dl>`;

/** On a page, owner and rollback have room for a row each. */
function apart(entry: Entry): Entry[] {
  const [owner = '', rollback] = entry.text?.split(/ {2,}ROLLBACK: /) ?? [];
  if (!rollback) return [entry];
  return [
    { label: entry.label, text: owner },
    { label: 'Rollback', text: rollback },
  ];
}

function entryRow({ label, text, command }: Entry): Html {
  const isAction = /^Do\b/.test(label);
  const told = label === 'Rollback' ? advice(text) : paragraphs(text);
  return html`<div${isAction && html` class="do"`}><dt>${label}</dt><dd>${told}${command && commandBlock(command, `of ${label}`)}</dd></div>`;
}

/** Whether to go back, and only then why. */
function advice(text = ''): Html {
  const [, word, rest = text] = /^([A-Z]+)(.*)$/s.exec(text) ?? [];
  return html`<p>${word && html`<strong>${word}</strong>`}${rest}</p>`;
}

/** A gap of two spaces or more is meant to be seen. */
const paragraphs = (text = ''): Part =>
  text
    .split(/ {2,}/)
    .filter(Boolean)
    .map((line) => html`<p>${line}</p>`);
