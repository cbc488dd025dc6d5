/** `0.4 ms`, `41 ms`, `1.2 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 99_500) return `${(ms / 1_000).toFixed(ms < 9_950 ? 1 : 0)} s`;
  const inSeconds = Math.round(ms / 1_000);
  return `${Math.floor(inSeconds / 60)} min ${inSeconds % 60} s`;
}
