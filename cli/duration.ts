const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A duration such as `500ms`, `20s`, `5m` or `1h`, in ms; undefined for anything else. */
export function durationMs(written: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)(ms|s|m|h)$/.exec(written) ?? [];
  const each = unitMs[unit];
  return each === undefined ? undefined : Number(count) * each;
}
