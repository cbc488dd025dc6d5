import process from 'node:process';
import { createRedactor } from '#record/redactor.ts';

/** What texts of a length cost the door. */
export interface CurvePoint {
  /** Millions of characters. */
  mega: number;
  /** Of the processor, for a million of characters, in ms: where a secret stands in every page of the text, and where none does. */
  dense: number;
  clean: number;
}

const lengths = [0.1, 0.3, 1, 3, 10];
/** A secret stands in every so many characters of the dense text. */
const page = 50_000;
/** The best of so many is taken where it does not take long: others use the machine as well. */
const tries = 3;
/** What a million costs in the longest text, as a multiple of what it costs in one of a million: the machine's own unrest. */
const mostGrowth = 1.5;

const secret = 'Kv7"&w/åZt 90+x<QpLm';
const line = `{"url":"https://api.shop.test/me?of=%20${encodeURIComponent('å')}","note":"not found &amp; \\"gone\\"","id":"65f1c09e77aa31"}\n`;

/** Sends texts of these lengths through the door, in millions of characters: with much that looks like a secret's spelling. */
export function curveOfDoor(megas: readonly number[] = lengths): CurvePoint[] {
  const redact = createRedactor({ secret, other: 'sk-4f8a9c01d7e2', third: 'violet kettle under ninety bridges' });
  const cost = (text: string) => {
    const times = text.length > 1_500_000 ? 1 : tries;
    const took = Array.from({ length: times }, () => processorMs(() => redact(text)));
    return Math.round((Math.min(...took) / text.length) * 1_000_000);
  };
  cost(textOf(page, true));
  return megas.map((mega) => ({
    mega,
    dense: cost(textOf(mega * 1_000_000, true)),
    clean: cost(textOf(mega * 1_000_000, false)),
  }));
}

function textOf(characters: number, isDense: boolean): string {
  const hidden = isDense ? encodeURIComponent(secret) : '';
  const one = `${line.repeat(Math.ceil(page / line.length)).slice(0, page - hidden.length)}${hidden}`;
  return one.repeat(Math.ceil(characters / page)).slice(-characters);
}

/** The cost of a million of characters at each length, as a multiple of that in a text of one million. */
export function ratiosOf(curve: readonly CurvePoint[], kind: 'dense' | 'clean'): number[] {
  const one = curve.find(({ mega }) => mega === 1)?.[kind] ?? Number.NaN;
  return curve.map((point) => Math.round((point[kind] / one) * 100) / 100);
}

/** A text ten times as long takes ten times as long. Shorter ones may cost more: what is done once weighs more in them. */
export function isLinear(curve: readonly CurvePoint[]): boolean {
  return (['dense', 'clean'] as const).every((kind) => {
    const ratios = ratiosOf(curve, kind);
    return curve.every(({ mega }, at) => mega < 1 || (ratios[at] ?? Number.NaN) <= mostGrowth);
  });
}

function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
