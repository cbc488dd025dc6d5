import { createHash } from 'node:crypto';

type Variables = Readonly<Record<string, string | undefined>>;

/** Where stores are: `WATCHPOST_STORE`, by default `.watchpost/store` of the working directory. */
export const storePlace = (variables: Variables): string => variables['WATCHPOST_STORE'] ?? '.watchpost/store';

/** What the store of a target is called there: apart for each environment. */
export const storeName = ({ name, environment }: { name: string; environment: string }): string =>
  `${name}-${environment}`;

/** As much of a target as says which system it is, whatever it is called. */
export interface Addressed {
  name: string;
  environment: string;
  hosts: Readonly<Record<string, string>>;
  network: { connectTo: Readonly<Record<string, string>> };
}

/** The system by its addresses: its probe users are the same in whatever store a run keeps its things. */
export const systemOf = ({ hosts, network: { connectTo } }: Addressed): string =>
  createHash('sha256')
    .update(JSON.stringify([hosts, connectTo]))
    .digest('hex')
    .slice(0, 16);
