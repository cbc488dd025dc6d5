import { type Html, html } from './markup.ts';

/** The anchor of a check in the table of all checks. */
export const anchorOf = (id: string): string => `check-${id.replaceAll(/[^a-z0-9-]/gi, '-')}`;

/** A check's id, leading to its row. */
export const checkLink = (id: string): Html => html`<a class="id" href="#${anchorOf(id)}">${id}</a>`;
