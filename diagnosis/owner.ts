import type { CheckRecord } from '#record/run-record.ts';
import type { Party } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import type { Incident } from './incident.ts';
import type { Owner } from './model.ts';

const ourselves = 'whoever runs Watchpost';

/** The team to call: the suite's own faults are ours, the edge's belong to its team, all else to the team of the layer. */
export function ownerOf(party: Party, incident: Incident, target: Target, check?: CheckRecord): Owner {
  const owners: Readonly<Record<string, string>> = target.owners;
  if (party === 'suite' || !check) return { team: ourselves, party: 'suite' };
  const layer = party === 'edge' ? 'edge' : (incident.team ?? check.layer);
  const team = owners[layer] ?? owners['default'] ?? check.owner;
  const { thirdParty } = incident;
  if (party !== 'third-party') return { team, party };
  return { team, party, thirdParty: thirdParty ?? 'a third party' };
}
