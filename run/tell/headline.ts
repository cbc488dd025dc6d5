import type { Notice } from '#reporters/json/notice-schema.ts';

/** What a notice says in one line, in the order in which it is read on a telephone at night. */
export function headline(
  { event, severity, target, environment, title, lasted, since, at }: Notice,
  longest: number,
): string {
  const where = environment === 'live' ? target : `${target} (${environment})`;
  const text = {
    opened: `${severity} ${where}: ${title}`,
    changed: `${severity} ${where}, changed: ${title}`,
    resolved: since === at ? `Resolved ${where}: ${title}` : `Resolved after ${lasted} ${where}: ${title}`,
    test: `TEST ${where}: ${title}`,
  }[event].replaceAll(/\s+/g, ' ');
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
