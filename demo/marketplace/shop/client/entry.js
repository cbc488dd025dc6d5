const { view } = document.documentElement.dataset;
const main = document.querySelector('[data-main]');

const cartKey = 'flaxfield-cart';

/** The lines of the cart, each with the product and how many of it. */
const readCart = () => JSON.parse(localStorage.getItem(cartKey) ?? '[]');

function writeCart(lines) {
  localStorage.setItem(cartKey, JSON.stringify(lines));
  showCount();
}

const money = (cents) => new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' }).format(cents / 100);

/** An element with attributes and children; texts are texts. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function showCount() {
  const count = readCart().reduce((sum, { quantity }) => sum + quantity, 0);
  const badge = document.querySelector('[data-cart-count]');
  badge.textContent = count;
  badge.hidden = count === 0;
}

function addToCart({ add: product, name, price }) {
  const lines = readCart();
  const line = lines.find((one) => one.product === product);
  if (line) line.quantity += 1;
  else lines.push({ product, name, price: Number(price), quantity: 1 });
  writeCart(lines);
}

function showCart() {
  const place = document.querySelector('[data-cart]');
  const lines = readCart();
  if (lines.length === 0) {
    place.replaceChildren(
      element('p', {}, 'There is nothing in it yet.'),
      element('a', { class: 'Button', href: '/shop' }, 'To the shelf'),
    );
    return;
  }
  const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const rows = lines.map(({ product, name, price, quantity }) => {
    const less = element('button', { type: 'button', class: 'Quiet' }, 'Remove');
    less.addEventListener('click', () => {
      writeCart(readCart().filter((line) => line.product !== product));
      showCart();
    });
    return element(
      'li',
      {},
      element('span', {}, `${quantity} × ${name}`),
      element('span', {}, money(price * quantity)),
      less,
    );
  });
  place.replaceChildren(
    element('ul', { class: 'Lines' }, ...rows),
    element('p', { class: 'Total' }, 'Together ', element('strong', {}, money(total))),
    element('a', { class: 'Button', href: '/shop/checkout' }, 'Check out'),
  );
}

function askForConsent() {
  const banner = document.querySelector('[data-consent]');
  if (localStorage.getItem('flaxfield-consent')) return;
  banner.hidden = false;
  banner.addEventListener('click', ({ target }) => {
    const { consentChoice } = target.dataset;
    if (!consentChoice) return;
    localStorage.setItem('flaxfield-consent', consentChoice);
    banner.hidden = true;
  });
}

function watchStock() {
  const stock = new EventSource('/shop/events');
  stock.addEventListener('stock', ({ data }) => {
    const { id, left } = JSON.parse(data);
    const place = document.querySelector(`[data-stock="${id}"]`);
    if (place) place.textContent = `${left} left`;
  });
}

showCount();
askForConsent();
main.addEventListener('click', ({ target }) => {
  if (!target.dataset.add) return;
  addToCart(target.dataset);
  target.textContent = 'In your cart';
});
if (view === 'shelf') watchStock();
if (view === 'cart') showCart();
if (/^(checkout|orders?|login)$/.test(view)) {
  const account = await import('./account.js');
  await account.show(view, main, { readCart, writeCart, money, element });
}
