export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000 };

/** How long a weekly window lasts, in ms. */
export const lengthOf = ({ for: written }: { for: string }): number =>
  Number(written.slice(0, -1)) * (unitMs[written.slice(-1)] ?? 0);
