import type { Line } from '../model/line.ts';
import { commandBlock } from './command.ts';
import { type Html, html, type Part } from './markup.ts';

/** The lines of an answer as names and facts. */
export const lineList = (lines: readonly Line[]): Html => html`<dl class="entries">${lines.map(row)}</dl>`;

function row({ label, text, command, expect, quotes }: Line): Html {
  const isStep = /^Do\b/.test(label);
  const told = quotes ? quoting(text, label) : paragraphs(text, label === 'Rollback' ? decided : undefined);
  return html`<div${isStep && html` class="do"`}><dt>${label}</dt><dd>${told}${command && commandBlock(command, `of ${label}`)}${expect && html`<p class="expect"><b>Expect</b> ${expect}</p>`}</dd></div>`;
}

/** A gap of two spaces or more, and a break, are meant to be seen. */
const paragraphs = (text = '', told: (line: string) => Part = (line) => line): Part =>
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

/** Whether to go back is seen first, and only then why. */
function decided(text: string): Part {
  const [, word, rest = text] = /^(YES|NO)\b(.*)$/s.exec(text) ?? [];
  return word ? html`<strong>${word}</strong>${rest}` : rest;
}
