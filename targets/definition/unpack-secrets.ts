import { parsedJson } from '#record/parsed-json.ts';
import { ConfigError } from './problem.ts';

/**
 * Makes variables of what `WATCHPOST_SECRETS` holds, a JSON object of names and values: a workflow that is called by others
 * cannot know the names of a target's secrets. A variable that is set already stays as it is.
 *
 * @param environment is changed.
 * @returns the values that were unpacked.
 * @throws {ConfigError} when it is no such object. What it holds is never shown.
 */
export async function unpackSecrets(environment: Record<string, string | undefined>): Promise<string[]> {
  const { WATCHPOST_SECRETS: text } = environment;
  delete environment['WATCHPOST_SECRETS'];
  if (!text?.trim()) return [];
  // Every command comes by here, before it does anything, and hardly any has something to unpack.
  const { z } = await import('zod');
  const packed = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string());
  const { data } = packed.safeParse(parsedJson(text));
  if (!data) {
    const expected = 'a JSON object of names such as SHOP_PROBE_PASSWORD and values that are texts';
    const remedy = 'write the secret anew: {"NAME":"value","OTHER_NAME":"other value"}';
    throw new ConfigError([{ where: 'WATCHPOST_SECRETS', found: 'something else', expected, remedy }]);
  }
  for (const [name, value] of Object.entries(data)) environment[name] ||= value;
  return Object.values(data);
}
