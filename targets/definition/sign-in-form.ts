import { z } from 'zod';
import { hostName, landmark, ms, path } from './fields.ts';

const name = z.union([z.string().min(1), z.instanceof(RegExp)]);

/** A field by what a person reads beside it, or by a selector of CSS. */
const field = z.union([z.strictObject({ label: name }), z.strictObject({ css: z.string().min(1) })]);
export type FormField = z.output<typeof field>;

/** What is pressed: a button or link by what stands on it, or by a selector of CSS. */
const press = z.union([z.strictObject({ button: name }), z.strictObject({ css: z.string().min(1) })]);
export type FormPress = z.output<typeof press>;

/** The page on which people sign in. Its hidden fields come along as in any browser. */
export const pageForm = z.strictObject({
  /** Where it lies; by default on the frontend. */
  host: hostName.optional(),
  path,
  email: field,
  password: field,
  /** Where the password is asked for on a second step: what leads there. */
  next: press.optional(),
  /** What sends the form; by default the Enter key does. */
  submit: press.optional(),
  /** What shows to whoever is signed in, and to nobody else. */
  signedIn: landmark,
  /** What shows to whoever is refused; by default any new words beside the form. */
  refused: landmark.optional(),
  /** Where the page keeps an access token, if not in a cookie: the entry of its local storage, and the place in the entry's JSON. */
  storage: z.strictObject({ key: z.string().min(1), token: z.string().min(1).optional() }).optional(),
  /** How long each step of it may take before it counts as broken, in ms. */
  waitMs: ms.max(20_000).default(10_000),
});
export type PageForm = z.output<typeof pageForm>;
