const { supabase, anonKey } = document.documentElement.dataset;
const sessionKey = `sb-${new URL(supabase).hostname.split('.', 1)[0]}-auth-token`;

const words = {
  pending: 'Waiting for the payment.',
  paid: 'Paid. It leaves the mill tomorrow.',
  failed: 'The payment did not come.',
  refunded: 'Refunded.',
};

let element;
let money;
let cart;

/** Shows what only the browser knows: whose session it is, and their orders. */
export async function show(view, main, { readCart, writeCart, ...tools }) {
  ({ element, money } = tools);
  cart = { read: readCart, write: writeCart };
  try {
    await { checkout: showCheckout, orders: showOrders, order: showOrder, login: showLogin }[view](main);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    main.replaceChildren(element('h1', {}, 'That did not work'), element('p', { role: 'alert' }, error.message));
  }
}

/** A service said no, with its words. */
class Refused extends Error {}

async function ask(path, { method = 'GET', json, token } = {}) {
  const headers = { apikey: anonKey, ...(token && { authorization: `Bearer ${token}` }) };
  const body = json && { body: JSON.stringify(json), headers: { ...headers, 'content-type': 'application/json' } };
  const answer = await fetch(new URL(path, supabase), { method, headers, ...body });
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  throw new Refused(said.error?.message ?? said.message ?? said.msg ?? `The service answered ${answer.status}.`);
}

/** The access token of whoever is signed in, fresh where it had ended; leads to the sign-in where nobody is. */
async function tokenOrSignIn() {
  const session = JSON.parse(localStorage.getItem(sessionKey) ?? 'null');
  if (!session) return leaveFor(`/shop/login?next=${encodeURIComponent(location.pathname)}`);
  if (session.expires_at * 1_000 > Date.now() + 10_000) return session.access_token;
  const json = { refresh_token: session.refresh_token };
  const fresh = await ask('/auth/v1/token?grant_type=refresh_token', { method: 'POST', json });
  localStorage.setItem(sessionKey, JSON.stringify(fresh));
  return fresh.access_token;
}

function leaveFor(address) {
  location.assign(address);
  return new Promise(() => undefined);
}

async function showOrders(main) {
  const token = await tokenOrSignIn();
  const orders = await ask('/rest/v1/orders?select=id,status,total,created_at&order=created_at.desc&limit=20', {
    token,
  });
  const rows = orders.map((order) =>
    element(
      'li',
      {},
      element('a', { href: `/shop/orders/${order.id}` }, new Date(order.created_at).toLocaleDateString('en-IE')),
      element('span', {}, money(order.total)),
      element('span', { class: 'State' }, order.status),
    ),
  );
  const list = rows.length > 0 ? element('ul', { class: 'Lines' }, ...rows) : element('p', {}, 'You have none yet.');
  main.replaceChildren(element('h1', {}, 'Your orders'), list);
}

/** Shows one order, and looks again as long as its payment is under way. */
async function showOrder(main) {
  const token = await tokenOrSignIn();
  const id = location.pathname.split('/').at(-1);
  for (let left = 20; left > 0; left -= 1) {
    const [order] = await ask(`/rest/v1/orders?id=eq.${id}&select=id,status,total`, { token });
    if (!order) throw new Refused('There is no such order among yours.');
    const state = order.status;
    main.replaceChildren(
      element('h1', {}, 'Your order'),
      element('p', { class: 'Total' }, money(order.total), ' ', element('strong', { class: 'State' }, state)),
      element('p', { role: 'status' }, words[state] ?? ''),
      element('a', { href: '/shop/orders' }, 'All your orders'),
    );
    if (state !== 'pending') return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

async function showCheckout(main) {
  const token = await tokenOrSignIn();
  const lines = cart.read();
  if (lines.length === 0) return leaveFor('/shop/cart');
  const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const pay = element('button', { type: 'button', class: 'Button' }, `Pay ${money(total)}`);
  const note = element('p', { role: 'alert' });
  pay.addEventListener('click', async () => {
    pay.disabled = true;
    try {
      const items = lines.map(({ product, quantity }) => ({ product, quantity }));
      const { url } = await ask('/functions/v1/checkout', { method: 'POST', json: { items }, token });
      cart.write([]);
      location.assign(url);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      note.textContent = error.message;
      pay.disabled = false;
    }
  });
  const rows = lines.map(({ name, price, quantity }) =>
    element('li', {}, element('span', {}, `${quantity} × ${name}`), element('span', {}, money(price * quantity))),
  );
  main.replaceChildren(element('h1', {}, 'Checkout'), element('ul', { class: 'Lines' }, ...rows), pay, note);
}

async function showLogin(main) {
  const form = element(
    'form',
    { class: 'Form' },
    element(
      'label',
      {},
      'E-mail',
      element('input', { name: 'email', type: 'email', autocomplete: 'username', required: '' }),
    ),
    element(
      'label',
      {},
      'Password',
      element('input', { name: 'password', type: 'password', autocomplete: 'current-password', required: '' }),
    ),
    element('button', { class: 'Button' }, 'Sign in'),
  );
  const note = element('p', { role: 'alert' });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    note.textContent = '';
    try {
      const json = Object.fromEntries(new FormData(form));
      const session = await ask('/auth/v1/token?grant_type=password', { method: 'POST', json });
      localStorage.setItem(sessionKey, JSON.stringify(session));
      const next = new URLSearchParams(location.search).get('next') ?? '';
      location.assign(/^\/shop\b/.test(next) ? next : '/shop/orders');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      note.textContent = error.message;
    }
  });
  main.replaceChildren(element('h1', {}, 'Sign in'), form, note);
}
