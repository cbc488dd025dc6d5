import { html } from 'hono/html';
import type { Html, Places } from './layout.ts';
import { money } from './money.ts';
import { type Product, pictureOf, products, widths } from './products.ts';

/** A page: what it is called, which part of the script it needs, and what the server says of it. */
export interface Page {
  title: string;
  view: string;
  main: (places: Places) => Html;
}

/** A part that only the browser knows: whose it is stands in its storage. */
const byTheBrowser = html`<p class="Wait" role="status">One moment …</p>`;

const shelf: Page = {
  title: 'Linen for the table',
  view: 'shelf',
  main: ({ cdn }) => html`
    <div class="Hero">
      <h1>Linen for the table</h1>
      <p>Woven in one small mill, sent in paper, used for a lifetime.</p>
    </div>
    <ul class="Shelf">
      ${products.map((product, at) => card(product, cdn, at))}
    </ul>`,
};

function card(product: Product, cdn: string, at: number): Html {
  const { id, name, price, text } = product;
  const { host } = new URL(cdn);
  const set = widths.map((width) => `//${host}/${pictureOf(product, width)} ${width}w`).join(', ');
  const [small] = widths;
  return html`<li class="Card">
    <img src="//${host}/${pictureOf(product, small)}" srcset="${set}" sizes="(width < 40rem) 50vw, 16rem"
      width="320" height="320" alt="${name}, lying flat" loading="${at < 2 ? 'eager' : 'lazy'}">
    <h2>${name}</h2>
    <p>${text}</p>
    <p class="Card-price"><strong>${money(price)}</strong> <span data-stock="${id}"></span></p>
    <button type="button" data-add="${id}" data-name="${name}" data-price="${price}">Add to cart</button>
  </li>`;
}

const cart: Page = {
  title: 'Your cart',
  view: 'cart',
  main: () => html`<h1>Your cart</h1><div data-cart>${byTheBrowser}</div>`,
};

const theirs = (title: string, view: string): Page => ({ title, view, main: () => byTheBrowser });

/** The pages by their path; the one of an order stands for all of them. */
export const pages: Readonly<Record<string, Page>> = {
  '/shop': shelf,
  '/shop/cart': cart,
  '/shop/checkout': theirs('Checkout', 'checkout'),
  '/shop/orders': theirs('Orders', 'orders'),
  '/shop/orders/:id': theirs('Order', 'order'),
  '/shop/login': theirs('Sign in', 'login'),
};
