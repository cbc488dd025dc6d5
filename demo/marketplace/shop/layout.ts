import { html, raw } from 'hono/html';
import type { Build } from './assets.ts';

export type Html = ReturnType<typeof html>;

/** Where everything is that a page brings along or talks to; origins without a trailing slash. */
export interface Places {
  shop: string;
  cdn: string;
  analytics: string;
  /** The Supabase project and the key that is public by design. */
  supabase: string;
  anonKey: string;
  /** The site of somebody else. */
  parked: string;
  /** What the button is called that allows no more than has to be. */
  decline: string;
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%23a3472f'/%3E%3Cpath d='M4 3h8v10H4z' fill='%23f3eee3'/%3E%3C/svg%3E";

/** A page of the shop: its frame, and what it is about. */
export function layout(title: string, view: string, { style, entry }: Build, places: Places, main: Html): Html {
  const { cdn, analytics, supabase, anonKey, decline } = places;
  return html`<!doctype html>
<html lang="en" data-view="${view}" data-supabase="${supabase}" data-anon-key="${anonKey}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · Flaxfield</title>
    <link rel="icon" href="${raw(icon)}">
    <link rel="preconnect" href="${cdn}" crossorigin>
    <link rel="stylesheet" href="${cdn}/${style.path}">
    <script type="module" crossorigin src="${cdn}/${entry.path}"></script>
    <script async src="${analytics}/collect.js"></script>
  </head>
  <body>
    <header class="Top">
      <a class="Top-name" href="/shop">Flaxfield</a>
      <nav aria-label="Shop">
        <a href="/shop/orders">Orders</a>
        <a href="/shop/cart">Cart <span class="Top-count" data-cart-count hidden></span></a>
      </nav>
    </header>
    <main data-main>${main}</main>
    <footer class="Foot">
      <p>Flaxfield is a made-up shop. Nothing here is for sale, and nobody is charged.</p>
    </footer>
    <section class="Consent" role="dialog" aria-label="Cookies" data-consent hidden>
      <p>We count visits and remember your cart. May we also show you our linen on other pages?</p>
      <div>
        <button type="button" data-consent-choice="all">Accept all</button>
        <button type="button" data-consent-choice="necessary">${decline}</button>
      </div>
    </section>
  </body>
</html>`;
}
