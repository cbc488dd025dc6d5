import { z } from 'zod';
import { ms, path, secretName } from './fields.ts';

const expression = z.union([z.string().min(1), z.instanceof(RegExp)]).refine((given) => groupsOf(given) === 1, {
  message: 'an expression with exactly one group, such as /(https:\\/\\/\\S+)/',
});

/** How many groups an expression has; -1 for a text that is none. */
function groupsOf(given: string | RegExp): number {
  try {
    const { source } = new RegExp(given);
    return (new RegExp(`${source}|`).exec('')?.length ?? 0) - 1;
  } catch {
    return -1;
  }
}

/**
 * The mailbox that mail for the probe accounts goes to, as its API over HTTP answers: Mailpit, MailHog, Mailosaur, Mailtrap and
 * others. Places are dotted paths into the JSON.
 */
export const mailboxSchema = z.strictObject({
  /** The address that lists mails; `{email}` in it is the account's, encoded. Plain http only on loopback, or where no header is sent. */
  url: z.url({ protocol: /^https?$/ }),
  /** Headers that open it: a text, or the variable that holds a secret to be sent as one. */
  headers: z
    .record(z.string(), z.union([z.string(), z.strictObject({ secret: secretName, prefix: z.string().default('') })]))
    .default({}),
  /** Where the answer has the list; by default it is the list. */
  list: z.string().min(1).optional(),
  /** Where an entry of the list has its id; by default the usual names are looked for. */
  id: z.string().min(1).optional(),
  /** The address of one mail, whole or as a path beside `url`, with `{id}` in it. By default the entry of the list has the text. */
  message: z.string().includes('{id}').optional(),
  /** Where the mail has its text; by default the whole answer is the text. */
  text: z.string().min(1).optional(),
  /** How that text is encoded, where the mailbox hands it out as it was sent, as MailHog does. */
  encoded: z.enum(['quoted-printable', 'base64']).optional(),
  /** Finds the link or the code in the text: its one group. */
  finds: expression,
  /** How long a mail is waited for before it counts as not sent, in ms; at most 45,000, since a check has a minute. */
  waitMs: ms.max(45_000).default(30_000),
  /** A mail that takes longer is late, and the run degraded; in ms. */
  budgetMs: ms.default(15_000),
});
export type MailboxSettings = z.output<typeof mailboxSchema>;

/** A code that people type in, or a token that the page of the link sends on by itself: where it is posted to, and as what. */
export const mailedCode = z.strictObject({
  path,
  /** The field that carries it; a dot leads inside. */
  field: z.string().min(1).default('token'),
  /** Whether the e-mail is sent along, under `fields.email`. */
  withEmail: z.boolean().default(false),
  /** More fields of that request. */
  extra: z.record(z.string(), z.json()).default({}),
});
