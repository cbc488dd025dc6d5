import { type Html, html, type Part } from './markup.ts';

/** A part of the page with a heading of its own. */
export interface Screen {
  id: string;
  title: string;
  /** Its title in a word, for the list of contents. */
  short: string;
  body: Part;
}

export const renderScreen = ({ id, title, body }: Screen): Html =>
  html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`;

/** Links to the screens that this page has. */
export const renderContents = (screens: readonly Screen[]): Html =>
  html`<nav aria-label="On this page"><ul>${screens.map(({ id, short }) => html`<li><a href="#${id}">${short}</a></li>`)}</ul></nav>
`;
