import { join } from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** Where stores are: `WATCHPOST_STORE`, by default `.watchpost/store` of the working directory. */
export const storePlace = (variables: Variables): string => variables['WATCHPOST_STORE'] ?? '.watchpost/store';

/** What the store of a target is called there: apart for each environment. */
export const storeName = ({ name, environment }: { name: string; environment: string }): string =>
  `${name}-${environment}`;

/** The folder of a target's store on this machine, where leases lie too. */
export const storeRoot = (target: { name: string; environment: string }, variables: Variables): string =>
  join(storePlace(variables), storeName(target));
