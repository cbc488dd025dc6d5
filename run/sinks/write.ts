/** Writes a text to its end. Rejects when the reader is gone, which is no reason to end a run. */
export function write(stream: NodeJS.WritableStream, text: string | Uint8Array): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // The stream tells of it as well, perhaps later; unheard, that would end the process.
  const gone = (error: Error) => reject(error);
  stream.on('error', gone);
  stream.write(text, (error) => {
    if (error) return reject(error);
    stream.off('error', gone);
    resolve();
  });
  return promise;
}
