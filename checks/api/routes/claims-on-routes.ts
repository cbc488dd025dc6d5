import { apis } from '#fixtures/http/apis.ts';
import { nameOf } from './judge-routes.ts';

/** The claims about the very routes that are asked: what fails there now and then fails here by chance. */
export const claimsOnRoutes = (asked: readonly { host: string; method: string; path: string }[]): string[] =>
  apis('routes').flatMap(({ id, host, routes }) =>
    asked.some((one) => one.host === host && routes?.of.some((route) => nameOf(route) === nameOf(one))) ? [id] : [],
  );
