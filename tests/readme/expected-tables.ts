import { catalogue, metricNames } from '#cloudwatch/catalogue.ts';
import { failureClasses, layers, parties, partyOf, tiers } from '#record/vocabulary.ts';
import { type ListedCheck, listChecks } from './listed-checks.ts';

/** Switches on what the largest target leaves out, so that every check there is says that it watches. */
const everything = {
  severities: {},
  'network.neutral': ['192.0.2.1:443'],
  'edge.httpsRedirects': { app: 'http://app.loventia.example' },
  'images.samples': { host: 'images', paths: ['/a.jpg'] },
  'images.private': { host: 'images', path: '/private.jpg' },
  'auth.rotates': true,
  'auth.detectsReuse': true,
};

/** The rows of the table of checks, as the checks say it themselves. */
export async function expectedChecks(): Promise<string[][]> {
  const listed = await listChecks({ WATCHPOST_TARGET: 'loventia', WATCHPOST_SET: JSON.stringify(everything) });
  const rank = ({ claim }: ListedCheck) => layers.indexOf(claim.layer) * 10 + tiers.indexOf(claim.tier);
  const rows = listed.toSorted((a, b) => rank(a) - rank(b)).map(rowOf);
  return [...new Map(rows.map((row) => [row[0], row])).values()];
}

/** Checks that exist once for each host become one row. */
function rowOf({ claim: { id, severity, advisory, tier }, title }: ListedCheck): string[] {
  const [name = '', host] = id.split(':');
  const claim = host ? title.replace(new RegExp(`\\b${host}\\b`), '`<host>`') : title;
  return [`\`${host ? `${name}:<host>` : name}\``, claim, tier, advisory ? `${severity}, advice` : severity];
}

/** The rows of the table of classes: who answers, and for what. */
export const expectedClasses = (): string[][] =>
  parties.map((party) => [
    party,
    failureClasses
      .filter((one) => partyOf(one) === party)
      .map((one) => `\`${one}\``)
      .join(' '),
  ]);

const ofMonitor = (name: keyof typeof catalogue) =>
  catalogue[name].series.some(({ dimensions }) => dimensions.some((one) => one === 'Trigger' || one === 'Cadence'));

/** The metrics as README.md lists them: those of the target, and those of the monitor. */
export const expectedMetrics = (): string[] =>
  [metricNames.filter((name) => !ofMonitor(name)), metricNames.filter(ofMonitor)].map((names) =>
    names.map((name) => `\`${name}\``).join(', '),
  );
