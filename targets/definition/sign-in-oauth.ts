import { z } from 'zod';
import { hostName, path, secretName } from './fields.ts';

/** How an app is known to who hands out its tokens. https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
const client = z.strictObject({
  id: z.string().min(1),
  /** The variable that holds its secret; an app of the browser has none. */
  secret: secretName.optional(),
  /** As fields of the request, or as HTTP Basic. */
  sentIn: z.enum(['body', 'header']).default('body'),
});
export type OauthClient = z.output<typeof client>;

/** What a target says of OAuth 2.0 beside its accounts. */
export const oauthParts = {
  /** Where tokens are handed out, by whoever does: an identity provider, or the app itself. */
  token: z.strictObject({ host: hostName.optional(), path }),
  client,
  /** A user with a name and a password, or the app in its own name. */
  grant: z.enum(['password', 'client_credentials']).default('password'),
  scope: z.string().min(1).optional(),
  /** A refresh token comes along, and is taken for a new access token. */
  refreshes: z.boolean().default(false),
};

/** The fields of a request for a token that are no secrets. */
export const oauthFields = ({
  client: { id },
  grant,
  scope,
}: {
  client: OauthClient;
  grant: 'password' | 'client_credentials';
  scope?: string | undefined;
}) => ({ grant_type: grant, client_id: id, ...(scope && { scope }) });
