import type { CheckRecord } from '#record/run-record.ts';
import { textOf } from './template-values.ts';

const wanted = /(?:expected|instead of|rather than|wanted|should be|not)\s+(?:an? |status )?\d{3}(?: or \d{3})*\b/gi;
const status =
  /(?<![\d.:#/-])\b([2-5]\d\d)\b(?![\d.]*\s?(?:ms|s|seconds|minutes|days|bytes|kB|px|characters|requests|of|\/)\b)/g;

/** The statuses that words speak of, without those they only expected: for the old way of matching alone. */
export function statusesSeen(check: CheckRecord): Set<number> {
  const lines = textOf(check).split('\n');
  if (check.id === 'billing/webhook') return new Set(lines.flatMap(ofGenuineEvents));
  const inText = lines.flatMap(statusesIn);
  if (inText.length > 0 || check.layer === 'billing') return new Set(inText);
  return new Set(check.exchanges.flatMap((exchange) => ((exchange.status ?? 0) >= 400 ? [exchange.status ?? 0] : [])));
}

const statusesIn = (line: string) => [...line.replaceAll(wanted, '').matchAll(status)].map(([, code]) => Number(code));

/**
 * A 4xx for an event of our own making, with a bad signature, is as it should be and says nothing of how genuine events
 * are taken; only a 5xx does, and what a line says of deliveries, those in the app's log among them.
 */
const ofGenuineEvents = (line: string) =>
  statusesIn(line).filter((code) => code >= 500 || /\bdeliver|^in the log: /i.test(line));
