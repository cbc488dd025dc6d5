import type { SignIn } from './sign-in.ts';

/** Whether a sign-in opens a session that a later run may try: who shows a secret each time has none, nor has an account without a password. */
export const leavesSessions = (auth: SignIn): boolean =>
  auth.kind !== 'token' &&
  !(auth.kind === 'oauth' && auth.grant === 'client_credentials') &&
  auth.probe.password !== '';
