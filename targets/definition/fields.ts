import { z } from 'zod';

export const secretNameMessage = 'the name of an environment variable, such as WATCHPOST_PROBE_PASSWORD';

/** The name of an environment variable that holds a secret. Never the secret itself. */
export const secretName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, secretNameMessage)
  .brand<'secret name'>();
export type SecretName = z.output<typeof secretName>;

/** A key of `hosts`. */
export const hostName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and dashes, such as "api"');

/** A path on one of the target's hosts, query allowed. */
export const path = z.string().startsWith('/', 'a path that starts with "/"');

/** A duration in ms. */
export const ms = z.number().int().positive();

/** A cadence such as `5m`, `1h` or `1d`. */
export const cadence = z.string().regex(/^[1-9]\d*[mhd]$/, 'a cadence such as "5m", "1h" or "1d"');

/** Something to be passed over, and why. Without a reason it would be a hole in the net. */
export const allowed = z.strictObject({ pattern: z.instanceof(RegExp), reason: z.string().min(10) });
export type Allowed = z.output<typeof allowed>;

/** Where to look: `main` leaves out header, navigation and footer, whose words stand on every page. */
const within = z.literal('main').optional();

/** What a person recognises a page by: an element found by its role and accessible name, or by its text. */
export const landmark = z.union([
  z.strictObject({
    role: z.enum(['heading', 'button', 'link', 'img', 'form', 'main', 'navigation', 'textbox', 'dialog', 'status']),
    name: z.union([z.string().min(1), z.instanceof(RegExp)]),
    within,
  }),
  z.strictObject({ text: z.union([z.string().min(1), z.instanceof(RegExp)]), within }),
]);
export type Landmark = z.output<typeof landmark>;

/** A probe account, by the names of the variables that hold it. */
export const account = z.strictObject({ email: secretName, password: secretName });
/** The names of an account's variables; the name of an e-mail is empty where a token alone signs in. */
export interface Account {
  email: string;
  password: string;
}

/** An accepted answer: a text that the body is or, in JSON, says of the whole; or a zod schema that its JSON fits. */
export const accepted = z.union([z.string(), z.custom<z.ZodType>((value) => value instanceof z.ZodType)]);
