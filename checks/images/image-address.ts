/** How a text looks that leads somewhere by its own form: it has a folder, or the ending of a file. */
const looksLikePath = /\/|\.\w{2,5}(?:[?#]|$)/;

/** What programs write where a value was missing. */
const written = /^(undefined|null|nan|\[object)/i;

/** Where addresses lie that are not whole. */
export interface AddressBase {
  url: string;
  /** The target says so itself, so that a bare name, such as the id of a file, is an address too. */
  isSaid: boolean;
}

/** The address of an image as a page would load it; undefined for a value that leads nowhere. */
export function imageAddress(value: unknown, { url: base, isSaid }: AddressBase): string | undefined {
  if (typeof value !== 'string') return undefined;
  const address = value.trim();
  const whole = URL.parse(address);
  if (whole) return /^(https?|data):$/.test(whole.protocol) ? address : undefined;
  if (address === '' || written.test(address)) return undefined;
  return isSaid || looksLikePath.test(address) ? URL.parse(address, base)?.href : undefined;
}

/** Whether an image has to be fetched: one that stands in the address itself has not. */
export const isFetched = (address: string): boolean => !address.startsWith('data:');
