import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** The marks beside the card number; the script fades those that the typed number is not. */
export const cardBrands: Html = html`<span class="Brands" aria-hidden="true">
  <svg data-brand="visa" viewBox="0 0 34 22"><rect width="34" height="22" rx="3" fill="#1a3fa8"/><text x="17" y="15.2" fill="#fff" font-size="10.5" font-weight="800" font-style="italic" text-anchor="middle">VISA</text></svg>
  <svg data-brand="mastercard" viewBox="0 0 34 22"><rect width="34" height="22" rx="3" fill="#252b33"/><circle cx="13.5" cy="11" r="6.4" fill="#e5352b"/><circle cx="20.5" cy="11" r="6.4" fill="#f6a11a" fill-opacity=".9"/></svg>
  <svg data-brand="amex" viewBox="0 0 34 22"><rect width="34" height="22" rx="3" fill="#1f72cd"/><text x="17" y="14.4" fill="#fff" font-size="8.6" font-weight="800" text-anchor="middle">AMEX</text></svg>
</span>`;
