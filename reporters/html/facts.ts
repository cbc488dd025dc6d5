import { type Html, html, type Part } from './markup.ts';

type Fact = readonly [name: string, fact: Part];

/** Names and what is known of them, one a row. What is not known has no row. */
export const facts = (rows: readonly Fact[]): Html =>
  html`<dl class="facts">${rows.filter(isKnown).map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`)}</dl>`;

const isKnown = ([, fact]: Fact) =>
  fact !== undefined && fact !== false && fact !== '' && !(Array.isArray(fact) && fact.length === 0);
