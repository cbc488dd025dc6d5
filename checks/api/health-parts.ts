import { valueAt } from '#fixtures/http/json-path.ts';
import { cutBetweenWords } from '#record/cut-between-words.ts';
import type { OwnShape } from '#targets/definition/api.ts';
import { asAnswered, asksForUse, isAboutNoState, isKnown, kindOf } from './health-names.ts';
import type { Part } from './health-state.ts';
import { type Meaning, meaningOf } from './health-words.ts';

/** Dependencies by their names. */
export type PartMap = Record<string, unknown>;

const nameFields = ['name', 'component', 'key', 'id', 'label', 'service', 'check', 'title', 'dependency', 'checkName'];
const stateFields = [
  'status',
  'state',
  'health',
  'healthy',
  'isHealthy',
  'ok',
  'isOk',
  'up',
  'isUp',
  'alive',
  'isAlive',
  'available',
  'connected',
  'reachable',
];
/** Fields that hold a truth of what they stand in, whatever that is; some write 1 and 0. */
const truths = ['healthy', 'isHealthy', 'ok', 'isOk', 'up', 'isUp', 'alive', 'isAlive'];
const moreStateFields = ['ready', 'success', 'result', 'passed', 'pass', 'value', 'error'];
const worst: readonly Meaning[] = ['bad', 'degraded', 'untold', 'good'];

/** So many entries are looked at: no service depends on more. */
const mostLookedAt = 1_000;
/** Composites stand so deep in each other at most. */
const deepest = 10;

/** The fields of an object, no more of them than anybody would write. */
export function fieldsOf(value: object): PartMap {
  const fields: [string, unknown][] = [];
  for (const name in value) {
    if (fields.length >= mostLookedAt) break;
    fields.push([name, Reflect.get(value, name)]);
  }
  return Object.fromEntries(fields);
}

/** A map of dependencies; a list becomes one by the names of its entries. Undefined for anything else. */
export function mapOf(value: unknown): PartMap | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return fieldsOf(value);
  const named = value.slice(0, mostLookedAt).flatMap((entry: unknown, at) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const name: unknown = nameFields.map((field) => Reflect.get(entry, field)).find((one) => typeof one === 'string');
    return [[typeof name === 'string' ? name : `#${at + 1}`, entry] as const];
  });
  return named.length > 0 ? Object.fromEntries(named) : undefined;
}

const most = 40;

/** The dependencies of a map, those inside others (Spring's composites) in the place of what holds them. */
export function partsIn(map: PartMap, own?: OwnShape, parent = '', depth = 0): Part[] {
  const all = Object.entries(map).flatMap(([key, entry]): Part[] => {
    if (!own && isAboutNoState(key)) return [];
    const name = cutBetweenWords(`${parent}${key}`, 60);
    const inner = own || depth >= deepest ? undefined : mapOf(valueAt(entry, 'components'));
    if (inner && Object.keys(inner).length > 0) return partsIn(inner, undefined, `${name}.`, depth + 1);
    const group = own || depth >= deepest ? undefined : groupIn(entry);
    if (group) return partsIn(group, undefined, `${name}.`, depth + 1);
    return [partOf(name, entry, own)];
  });
  return all.slice(0, most);
}

/** Parts that stand together under one name, which says nothing of itself: `storage: { disk: { status }, s3: { status } }`. */
function groupIn(entry: unknown): PartMap | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry) || hasState(entry)) return undefined;
  const held = Object.entries(fieldsOf(entry)).filter(([, one]) => typeof one === 'object' && one && hasState(one));
  return held.length > 0 ? Object.fromEntries(held) : undefined;
}

const hasState = (entry: object): boolean => stateIn(entry, undefined).meaning !== 'untold';

function partOf(name: string, entry: unknown, own: OwnShape | undefined): Part {
  if (Array.isArray(entry) && entry.length > 0) {
    const each = entry.slice(0, most).map((one: unknown) => partOf(name, Array.isArray(one) ? undefined : one, own));
    return each.toSorted((a, b) => worst.indexOf(a.meaning) - worst.indexOf(b.meaning))[0] as Part;
  }
  const { state, meaning } = stateIn(entry, own, name);
  const type = valueAt(entry, 'componentType');
  return { name, word: cutBetweenWords(String(state), 60), meaning, ...(typeof type === 'string' && { type }) };
}

type Told = { state: unknown; meaning: Meaning };

function stateIn(entry: unknown, own: OwnShape | undefined, name = ''): Told {
  if (own?.state) {
    const state = valueAt(entry, own.state);
    return { state, meaning: meaningOf(state, own) };
  }
  if (typeof entry !== 'object' || entry === null)
    return { state: entry, meaning: meaningOf(own ? entry : asAnswered(name, entry), own) };
  if (!own && isLeftOut(entry)) return { state: 'disabled', meaning: 'untold' };
  for (const field of [...stateFields, ...moreStateFields]) {
    const state = truthOf(field, Reflect.get(entry, field));
    if (field === 'error' && state) return { state, meaning: 'bad' };
    if (typeof state === 'string' || typeof state === 'boolean') return { state, meaning: meaningOf(state, own) };
  }
  return (own ? undefined : numberIn(entry)) ?? { state: 'no state', meaning: own?.good ? 'bad' : 'untold' };
}

/** It is not used, so that nothing depends on it. */
const isLeftOut = (entry: object): boolean => Reflect.get(entry, 'enabled') === false;

/** A state that is told by a number: that of a connection, or the status with which something answered. */
function numberIn(entry: object): Told | undefined {
  const connection: unknown = Reflect.get(entry, 'readyState');
  if (typeof connection === 'number') return connectionState(connection);
  const status = answeredWith(entry);
  return status === undefined ? undefined : { state: status, meaning: status >= 400 ? 'bad' : 'good' };
}

/** A 1 or 0 as the truth that it is under such a name. */
export const truthOf = (field: string, value: unknown): unknown =>
  (value === 0 || value === 1) && truths.includes(field) ? value === 1 : value;

/** With which status something answered that was asked. */
const answeredWith = (entry: object): number | undefined =>
  ['status', 'statusCode', 'code'].map((field): unknown => Reflect.get(entry, field)).find(isStatus);

const isStatus = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 200 && Number(value) < 600;

/** https://mongoosejs.com/docs/api/connection.html#Connection.prototype.readyState */
export function connectionState(number: number): { state: string; meaning: Meaning } {
  const state = ['disconnected', 'connected', 'connecting', 'disconnecting'][number] ?? String(number);
  return { state, meaning: number === 2 ? 'degraded' : meaningOf(state) };
}

/** Whether something says of itself how it is, wherever it stands; more is taken for it in what is a dependency by its name. */
export function saysOwnState(name: string, entry: object): boolean {
  if (isLeftOut(entry)) return false;
  const held = (field: string) => truthOf(field, Reflect.get(entry, field));
  if (['status', 'state', 'health'].some((field) => typeof held(field) === 'string' && isKnown(name, held(field))))
    return true;
  if (truths.some((field) => typeof held(field) === 'boolean') || typeof held('readyState') === 'number') return true;
  if ((answeredWith(entry) ?? 0) >= 400) return true;
  if (kindOf({ name }) === 'other' || asksForUse(name)) return false;
  const isTold = ['status', 'reachable', 'connected', 'available'].some((field) => typeof held(field) === 'boolean');
  return isTold || (typeof held('error') === 'string' && held('error') !== '');
}
