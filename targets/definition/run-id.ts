/** `20261121-0730-7f3c`: sorts by time, short enough to say aloud. */
export const newRunId = (now = new Date()): string =>
  `${now.toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')}-${crypto.randomUUID().slice(0, 4)}`;
