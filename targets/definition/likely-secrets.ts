import type { Environment } from './secrets.ts';

const secretName = /(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|SECRET_?KEY)$/i;

/** So short a value may be a word of any text. */
const shortest = 8;

/** The values of variables that are called like a secret, whether a target names them or not. */
export const likelySecrets = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value = '']) =>
      secretName.test(name) && value.length >= shortest ? [[name, value] as const] : [],
    ),
  );
