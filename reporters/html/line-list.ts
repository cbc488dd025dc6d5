import type { Line } from '../model/line.ts';
import { commandBlock } from './command.ts';
import { type Html, html, type Part } from './markup.ts';

/** The lines of an answer as names and facts. */
export const lineList = (lines: readonly Line[]): Html => html`<dl class="entries">${lines.map(row)}</dl>`;

function row({ label, text, items = [], command, expect, quotes }: Line): Html {
  const isStep = /^Do\b/.test(label);
  const told = quotes ? quoting(text, label) : paragraphs(text, label === 'Rollback' ? decided : arrows);
  return html`<div${isStep && html` class="do"`}><dt>${label}</dt><dd>${told}${listed(items)}${command && commandBlock(command, `of ${label}`)}${expect && expected(expect)}</dd></div>`;
}

const listed = (items: readonly string[]): Part =>
  items.length > 0 && html`<ul class="items">${items.map((item) => html`<li>${item}</li>`)}</ul>`;

/** What one sees then, and where that leads. */
export const expected = (text: string): Html => html`<p class="expect"><b>Expect</b> ${arrows(text)}</p>`;

/** A gap of two spaces or more, and a break, are meant to be seen. */
const paragraphs = (text = '', told: (line: string) => Part): Part =>
  text
    .split(/ {2,}|\n/)
    .filter(Boolean)
    .map((line) => html`<p>${told(line)}</p>`);

/** A command between backticks becomes one to copy; what follows it is a line of its own. */
const quoting = (text = '', label: string): Part =>
  text
    .split(/`([^`]*)`/)
    .map((part, at) =>
      at % 2 === 1 ? commandBlock(part, `of ${label}`) : paragraphs(part.replace(/^; /, ''), decided),
    );

/** Whether to go back is seen at once, and then why. */
const decided = (text: string): Part =>
  text
    .split(/(^(?:YES|NO)\b|(?<=-> )yes\b|(?<=^else )no\b)/)
    .map((part, at) => (at % 2 === 1 ? html`<strong>${part}</strong>` : arrows(part)));

/** A page has room for a proper arrow. */
const arrows = (text: string): string => text.replaceAll(/(^| )->(?= |$)/g, '$1→');
