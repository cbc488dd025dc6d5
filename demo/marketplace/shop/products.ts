import type { Weave } from './pictures.ts';

/** What the shop sells. */
export interface Product {
  id: string;
  name: string;
  /** In cents of a euro. */
  price: number;
  text: string;
  weave: Weave;
}

const [chalk, flax, ink, madder, moss, sea] = ['#f3eee3', '#d9cbb0', '#2f3a46', '#a3472f', '#5d6b4a', '#4f7f8c'];

/** All of it: the shop is a small one. */
export const products: readonly Product[] = [
  {
    id: 'tea-towel',
    name: 'Tea towel',
    price: 1_400,
    text: 'Half linen, washed twice, dries glasses without a trace.',
    weave: { cloth: chalk, stripe: madder, from: [0.1, 0.16, 0.84], to: [0.13, 0.17, 0.87], isCrossed: false },
  },
  {
    id: 'table-runner',
    name: 'Table runner',
    price: 3_900,
    text: 'Heavy flax in the colour it grew in, 40 by 150 centimetres.',
    weave: { cloth: flax, stripe: ink, from: [0.45, 0.53], to: [0.48, 0.56], isCrossed: false },
  },
  {
    id: 'napkins',
    name: 'Four napkins',
    price: 3_200,
    text: 'Soft from the first day, with a border that is woven and not printed.',
    weave: { cloth: '#e8e4d8', stripe: moss, from: [0.07, 0.9], to: [0.1, 0.93], isCrossed: true },
  },
  {
    id: 'apron',
    name: 'Apron',
    price: 5_600,
    text: 'Crossed at the back: nothing to tie, nothing on the neck.',
    weave: { cloth: sea, stripe: chalk, from: [0.2, 0.4, 0.6, 0.8], to: [0.204, 0.404, 0.604, 0.804], isCrossed: true },
  },
];

/** Sizes in which the CDN has each picture, in px. */
export const widths = [320, 640] as const;

/** Where a picture lies on the CDN, relative to its root. */
export const pictureOf = ({ id }: Pick<Product, 'id'>, width: number): string => `pictures/${id}-${width}.png`;
