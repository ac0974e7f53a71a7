import { randomUUID } from 'node:crypto';
import type { Namespace, Socket } from 'socket.io';
import { integer, maxLength, maxValue, minLength, minValue, number, object, optional, pipe, string } from 'valibot';
import { onEvent, type Reply } from './answering.ts';

/** In cents, so that a total is exact. */
const PRICES: Readonly<Record<string, number>> = { 'A-11': 1995, 'B-20': 450, 'C-7': 12_900 };

const name = pipe(string('must be a text'), minLength(1, 'must not be empty'), maxLength(100, 'is too long'));
const token = string('token must be a text');
const amount = pipe(number('n must be a number'), integer('n must be whole'), minValue(1), maxValue(100));

const login = object({ user: name }, 'the first argument must be like {"user":"kim"}');
const join = object({ room: name, token }, 'the first argument must be like {"room":"north","token":"…"}');
const addition = object(
  { sku: string('sku must be a text'), n: optional(amount, 1), token },
  'the first argument must be like {"sku":"A-11","n":1,"token":"…"}',
);
const holder = object({ token }, 'the first argument must be like {"token":"…"}');

/** What one client has in the shop. */
type Customer = { token: string | undefined; readonly cart: Map<string, number> };

/**
 * `/shop`: log in for a token, which all else asks for. But for the token everything is the same every time, so that a
 * replay can be compared; with the token of yesterday it is refused.
 */
export function openShop(shop: Namespace): void {
  shop.on('connection', (socket) => {
    const customer: Customer = { token: undefined, cart: new Map() };
    onEvent(socket, 'login', login, ({ user }, reply) => {
      customer.token = `tok-${randomUUID().slice(0, 8)}`;
      customer.cart.clear();
      reply({ token: customer.token, user: { name: user, visits: 1 } });
    });
    onEvent(socket, 'join', join, (wish, reply) => {
      if (isStranger(customer, wish.token, 'join', reply)) return;
      void socket.join(wish.room);
      reply({ ok: true, room: wish.room });
      socket.emit('joined', { room: wish.room });
    });
    answerCart(socket, customer);
  });
}

function answerCart(socket: Socket, customer: Customer): void {
  const { cart } = customer;
  onEvent(socket, 'cart:add', addition, ({ sku, n, token: shown }, reply) => {
    if (isStranger(customer, shown, 'cart:add', reply)) return;
    if (PRICES[sku] === undefined) return reply({ error: `cart:add: there is no ${sku}` });
    cart.set(sku, (cart.get(sku) ?? 0) + n);
    reply(contentOf(cart));
  });
  onEvent(socket, 'cart:total', holder, ({ token: shown }, reply) => {
    if (isStranger(customer, shown, 'cart:total', reply)) return;
    reply(contentOf(cart));
  });
  onEvent(socket, 'pay', holder, ({ token: shown }, reply) => {
    if (isStranger(customer, shown, 'pay', reply)) return;
    if (cart.size === 0) return reply({ error: 'pay: the cart is empty' });
    const paid = contentOf(cart);
    cart.clear();
    reply({ paid: paid.total });
    socket.emit('receipt', paid);
  });
}

function isStranger({ token: own }: Customer, shown: string, event: string, reply: Reply): boolean {
  if (own !== undefined && shown === own) return false;
  reply({ error: own === undefined ? `${event}: log in first` : `${event}: this token is not yours` });
  return true;
}

function contentOf(cart: ReadonlyMap<string, number>): { readonly items: number; readonly total: number } {
  let items = 0;
  let cents = 0;
  for (const [sku, n] of cart) {
    items += n;
    cents += n * (PRICES[sku] ?? 0);
  }
  return { items, total: cents / 100 };
}
