/** What steers a terminal, or turns the direction of writing; line breaks and tabs are text. */
const steering = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;
/** An address up to what no address holds. */
const address = /https?:\/\/\S+/gi;
/** What an address may be made of that is put into a command without quotes. */
const unsafeInAddress = /[^\w.:/~%+,@=?-]+/g;

/**
 * A value as it came out of a file that anybody may have written, in which no text steers whoever shows it, and no address
 * is a command to whoever copies it. Bounded by what the file held. Pure.
 */
export function untrusted(value: unknown): unknown {
  if (typeof value === 'string') return harmless(value);
  if (Array.isArray(value)) return value.map(untrusted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [harmless(name), untrusted(one)]));
}

const harmless = (text: string): string =>
  text
    .replaceAll(steering, '')
    .replaceAll(address, (found) => found.replaceAll(unsafeInAddress, '_'))
    .replaceAll('`', "'")
    .replaceAll('$(', '$ (');
