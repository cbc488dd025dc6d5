/**
 * Loads a package that an installation may leave out.
 *
 * @param load the import of it; a name that is not written out could not be followed by who looks for unused packages.
 * @param purpose what nothing can be done without it, such as `a store in S3`.
 * @throws Error that says how to bring it, in place of the loader's.
 */
export async function loadOptional<Package>(load: () => Promise<Package>, purpose: string): Promise<Package> {
  try {
    return await load();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const [, name] = /^Cannot find package '([^']+)'/.exec(message) ?? [];
    if (code !== 'ERR_MODULE_NOT_FOUND' || !name) throw error;
    throw new Error(`${purpose} needs ${name}, which is not installed: npm ci --omit=dev brings it`, { cause: error });
  }
}
