import { z } from 'zod';
import { layerDefinitions } from '#checks/catalogue.ts';
import type { Incident, Sign } from '#diagnosis/incident.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { type Facts, factsSchema } from '#record/facts.ts';
import type { FailureCode } from '#record/failure-code.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { aCheck } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { partyOf } from '#record/vocabulary.ts';

/** A value for each fact there is, so that every message can be put together. */
const everyFact: Facts = factsSchema.parse(
  Object.fromEntries(Object.entries(factsSchema.shape).map(([name, schema]) => [name, sampleOf(schema, name)])),
);

function sampleOf(schema: z.core.$ZodType, name: string): unknown {
  if (schema instanceof z.ZodOptional) return sampleOf(schema.unwrap(), name);
  if (schema instanceof z.ZodArray) return [sampleOf(schema.element, name)];
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (schema instanceof z.ZodUnion) return schema.options[0] && sampleOf(schema.options[0], name);
  return schema instanceof z.ZodNumber ? 5 : `some-${name}`;
}

/** A run in which one check fails as a sign of an incident says: with its code, its facts, and what must stand beside it. */
export function recordOfSign(sign: Sign): RunRecord {
  const { checks } = sampleRecord();
  const own = checkOf(sign.check, checks);
  const outcome = sign.outcome === 'degraded' ? 'degraded' : 'fail';
  const broken: CheckRecord = { ...own, outcome, hops: [], failure: failureOf(sign, own) };
  const beside = sign.alongside ? [{ ...checkOf(sign.alongside, checks), outcome: 'fail' as const }] : [];
  const others = checks.filter(({ id }) => ![broken, ...beside].some((one) => one.id === id));
  return sampleRecord({}, { checks: [broken, ...beside, ...others] });
}

function checkOf(claim: string, checks: readonly CheckRecord[]): CheckRecord {
  const known = checks.filter(({ id }) => id.split(':')[0] === claim);
  // A sign may speak of every claim of a layer.
  return known.find(({ id }) => id.endsWith(':api')) ?? known[0] ?? aCheck(claim.replace('*', 'any'));
}

function failureOf({ codes: [id = ''], facts: pattern = {} }: Sign, { layer }: CheckRecord): CheckRecord['failure'] {
  const codes: Readonly<Record<string, FailureCode<never>>> = {
    ...commonFailures,
    ...Object.entries(layerDefinitions).find(([name]) => name === layer)?.[1].failures,
  };
  const wanted = Object.entries(pattern).map(([name, [first]]) => [
    name,
    Array.isArray(Reflect.get(everyFact, name)) ? [first] : first,
  ]);
  const facts: Facts = { ...everyFact, ...Object.fromEntries(wanted) };
  const code: FailureCode = codes[id] ?? { id, class: 'contract', message: () => 'it is not as it was promised' };
  const { class: seen } = code;
  const message = code.message(facts);
  return { class: seen, code: id, facts, message, party: partyOf(seen), unconfirmed: false, evidence: [] };
}

/** The signs of an incident; one that shows in a whole run is given one of its own. */
export const signsOf = ({ id, signs }: Incident): readonly Sign[] =>
  signs.length > 0 ? signs : [{ check: 'api/version', codes: [`shows-${id}`] }];
