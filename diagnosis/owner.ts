import type { CheckRecord } from '#record/run-record.ts';
import type { Party } from '#record/vocabulary.ts';
import type { Target } from '#targets/target.ts';
import { declaredRequest } from './declared-request.ts';
import type { Incident } from './incident.ts';
import type { Owner } from './model.ts';
import { isSpec } from './spec-incident.ts';

const ourselves = 'whoever runs Watchpost';

/** The layer whose people answer: the one that the incident names; else the edge's belong to its team, and all others to the layer of the check. */
export const answeringLayer = (party: Party, { team }: Incident, { layer }: CheckRecord): string =>
  team ?? (party === 'edge' ? 'edge' : layer);

/** The team to call: the suite's own faults are ours, the edge's belong to its team, all else to the team of the layer. */
export function ownerOf(party: Party, incident: Incident, target: Target, check?: CheckRecord): Owner {
  const owners: Readonly<Record<string, string>> = target.owners;
  if (party === 'suite' || !check) return { team: ourselves, party: 'suite' };
  const said = isSpec(check) ? check.owner : declaredRequest(check.id, target)?.owner;
  const own = party === 'app' && !incident.team ? said : undefined;
  const team = own ?? owners[answeringLayer(party, incident, check)] ?? owners['default'] ?? check.owner;
  const { thirdParty } = incident;
  if (party !== 'third-party') return { team, party };
  return { team, party, thirdParty: thirdParty ?? 'a third party' };
}
