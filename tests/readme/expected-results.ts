import { existsSync, readFileSync } from 'node:fs';
import { demoSystem } from '#cli/boot-demo.ts';
import { type DetectionResult, resultsFileOf } from '#cli/detect/detection-result.ts';
import { type Detection, isRight } from '#cli/detect/judge-row.ts';
import { type Evidence, evidenceLevels, type Row } from '#cli/detect/rows.ts';
import { type ChaosResult, chaosInWords, chaosResultFile } from '#cli/soak/chaos/chaos-result.ts';
import { type MisfortuneName, misfortuneNames, misfortunes } from '#cli/soak/chaos/misfortunes.ts';
import { type DoorReport, doorInWords, doorResultFile } from '#cli/soak/soak-door.ts';
import { inWords, type SoakResult, resultsFileOf as soakFileOf } from '#cli/soak/soak-result.ts';

/** A result that was kept; undefined where nobody has looked yet. */
const resultIn = <T>(file: string): T | undefined =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;

/** The table of each demo's faults in docs/faults.md: whose they are, by the heading above it. */
export const faultTables: Readonly<Record<string, string>> = {
  'What it finds': 'loventia',
  'In the Usage Metrics API': 'usage',
  'In the Marketplace': 'marketplace',
};

/** The rows of the table of a system's faults, as the last full look at them came out. */
export async function expectedDetections(system: string): Promise<string[][]> {
  const { detections = [] } = resultIn<DetectionResult>(resultsFileOf(system)) ?? {};
  const { rows } = await demoSystem(system);
  return rows.map((row) =>
    rowOf(
      row,
      detections.filter(({ fault }) => fault === row.fault),
    ),
  );
}

function rowOf({ fault, check, class: seen, verdict }: Row, detections: readonly Detection[]): string[] {
  const outside = detections.find(({ evidence }) => evidence === 'outside');
  const found = detections.every((one) => one.found) ? verdict : 'NOT FOUND';
  const blamed = new Set(detections.flatMap(({ falseCauses }) => falseCauses));
  return [
    `\`${fault}\``,
    detections.length > 0 ? found : 'not looked for yet',
    `\`${check}\``,
    `\`${seen}\``,
    namedIn(detections),
    String(blamed.size),
    outside ? outside.seconds.toFixed(1) : '-',
  ];
}

/** `alone` where every level of evidence names it so; else each level with what it comes to. */
function namedIn(detections: readonly Detection[]): string {
  const words = evidenceLevels.flatMap((level): [Evidence, string][] => {
    const one = detections.find(({ evidence }) => evidence === level);
    return one ? [[level, nameOf(one)]] : [];
  });
  const [first] = words;
  if (!first) return '-';
  if (words.every(([, word]) => word === first[1])) return first[1];
  return [...Map.groupBy(words, ([, word]) => word)]
    .map(([word, of]) => `${of.map(([level]) => level).join(', ')}: ${word}`)
    .join('; ');
}

function nameOf({ named, incidents }: Detection): string {
  if (!named) return 'NO';
  return incidents.length === 1 ? 'alone' : `one of ${incidents.length}`;
}

/** The rows of what may befall a run, and what the last runs came to. */
export function expectedMisfortunes(): string[][] {
  const { runs = [], findings = [] } = resultIn<ChaosResult>(chaosResultFile) ?? {};
  return misfortuneNames.map((name) => {
    const isOf = ({ misfortune }: { misfortune: MisfortuneName }) => misfortune === name;
    const met = runs.filter(isOf);
    const codes = misfortunes[name].codes.map((code) => (code === null ? 'the signal' : code));
    const counts = [met.length, met.filter(({ struck }) => struck).length, findings.filter(isOf).length];
    return [`\`${name}\``, codes.join(', '), ...counts.map(String)];
  });
}

/** The sentences on the last full results, by how they begin: of each system what there is. */
export function expectedSentences(): Record<string, string> {
  const when = ({ date, commit, cores }: { date: string; commit: string; cores: number }) =>
    `on ${date.slice(0, 10)} at ${commit}, ${cores} cores`;
  const sentences = Object.values(faultTables).map((system) => {
    const flags = system === 'loventia' ? '' : ` -- --system ${system}`;
    const detect = resultIn<DetectionResult>(resultsFileOf(system));
    const soak = resultIn<SoakResult>(soakFileOf(system));
    const right = detect?.detections.filter(isRight).length;
    return {
      ...(detect && {
        [`The last \`npm run detect${flags}\``]: `${when(detect)}: ${right} of ${detect.of} runs right, in ${detect.minutes} minutes.`,
      }),
      ...(soak && { [`The last \`npm run soak${flags}\``]: `${when(soak)}: ${inWords(soak)}.` }),
    };
  });
  const door = resultIn<DoorReport>(doorResultFile);
  const more = door && { 'The last `npm run soak -- --door`': `${when(door)}: ${doorInWords(door)}.` };
  const chaos = resultIn<ChaosResult>(chaosResultFile);
  const last = chaos && { 'The last `npm run soak -- --chaos 200`': `${when(chaos)}: ${chaosInWords(chaos)}.` };
  return Object.assign({}, ...sentences, more, last);
}
