import { html } from 'hono/html';
import type { Html } from './layout.ts';

export interface Notice {
  readonly title: string;
  readonly text: string;
  /** Where to go from here. */
  readonly link?: { readonly href: string; readonly label: string } | undefined;
}

/** A page that has nothing to pay: the session is over, or never was. */
export function noticePage({ link, text, title }: Notice): Html {
  return html`<main class="Notice">
    <svg class="Notice-icon" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="22"/><path d="M24 13v13M24 33v1.5"/>
    </svg>
    <h1>${title}</h1>
    <p>${text}</p>
    ${link ? html`<a class="Notice-link" href="${link.href}">${link.label}</a>` : ''}
  </main>`;
}
