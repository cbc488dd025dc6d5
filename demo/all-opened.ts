/**
 * What all of these come to, like `Promise.all`; but where one fails the others are waited for too, so that nothing is opened
 * after whoever closes everything has been.
 */
export async function allOpened<T extends readonly unknown[]>(
  opening: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(opening);
  return Promise.all(opening);
}
