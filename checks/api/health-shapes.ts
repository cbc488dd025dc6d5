import type { HealthShape } from '#targets/definition/api.ts';
import { asksForUse, isAboutNoState, isKnown, kindOf } from './health-names.ts';
import { fieldsOf, mapOf, type PartMap, saysOwnState } from './health-parts.ts';
import { meaningOf } from './health-words.ts';

/** What an answer looks like, and the dependencies that it names. */
export interface ShapeLike {
  label: string;
  map: PartMap | undefined;
}

interface Preset {
  label: string;
  /** Where dependencies stand, the first that is there. */
  maps: readonly string[];
  /** Whether an answer is of this shape. */
  fits(body: PartMap, type: string): boolean;
}

const has = (body: PartMap, name: string) => typeof body[name] === 'object' && body[name] !== null;
const says = (body: PartMap, words: RegExp) => typeof body['status'] === 'string' && words.test(body['status']);
const values = (inner: unknown): unknown[] => Object.values(Object(inner));

/** In this order they are tried: the more telling first. */
const presets: Record<Exclude<HealthShape, 'words' | 'status'>, Preset> = {
  'health+json': {
    label: 'health+json',
    maps: ['checks', 'details'],
    fits: (body, type) =>
      type.endsWith('/health+json') || (has(body, 'checks') && values(body['checks']).some(Array.isArray)),
  },
  terminus: {
    label: 'NestJS Terminus',
    maps: ['details', 'error', 'info'],
    fits: (body) => has(body, 'details') && (has(body, 'info') || has(body, 'error')),
  },
  aspnet: {
    label: 'ASP.NET health checks',
    maps: ['entries', 'results', 'checks'],
    fits: (body) => says(body, /^(?:Healthy|Degraded|Unhealthy)$/),
  },
  microprofile: {
    label: 'MicroProfile Health',
    maps: ['checks'],
    fits: (body) => says(body, /^(?:UP|DOWN)$/) && Array.isArray(body['checks']),
  },
  spring: {
    label: 'Spring Actuator',
    maps: ['components', 'details'],
    fits: (body) => has(body, 'components') || says(body, /^(?:UP|DOWN|OUT_OF_SERVICE|UNKNOWN)$/),
  },
};

const usualMaps = ['checks', 'dependencies', 'services', 'components', 'details', 'entries', 'results', 'checkResults'];
const moreMaps = ['probes', 'healthChecks', 'subsystems', 'indicators', 'info', 'failures', 'errors', 'data'];

/** What a JSON answer looks like: one of the known shapes, a map under a usual name, flat fields, or a word alone. */
export function shapeLike(body: object, type: string, named?: HealthShape): ShapeLike {
  if (Array.isArray(body)) return { label: 'a list of dependencies', map: statesIn(mapOf(body)) };
  const fields: PartMap = fieldsOf(body);
  const known = named
    ? Object.entries(presets).find(([shape]) => shape === named)?.[1]
    : Object.values(presets).find((preset) => preset.fits(fields, type));
  const own = firstMap(fields, known?.maps ?? []);
  if (known && own) return { label: known.label, map: own };
  const place = [...usualMaps, ...moreMaps].find((name) => !isErrors(fields[name]) && namesStates(mapOf(fields[name])));
  if (place) return { label: known?.label ?? `a map of dependencies under "${place}"`, map: mapOf(fields[place]) };
  const areAlike = Object.entries(fields).every(([name, value]) => ofTheWhole.test(name) || saysTruth(value));
  const flat = Object.entries(fields).filter(
    ([name, value]) => isOwnState(name, value) || (areAlike && saysTruth(value) && !ofTheWhole.test(name)),
  );
  const all = { ...statesInside(fields), ...Object.fromEntries(flat) };
  // The word of the whole makes it look like a known shape, which says nothing of what stands beside it.
  if (Object.keys(all).length > 0) return { label: 'a flat list of dependencies', map: all };
  if (known) return { label: known.label, map: undefined };
  return { label: 'a state without dependencies', map: undefined };
}

/** Under these names stands what an answer says of the whole; and what is about how it was built, or about an error. */
const ofItself =
  /^(?:status|state|health|overall|result|globalStatus|details?|message|output|data|_embedded|up|ok|ready|alive|live|healthy|success)$/i;
const ofOthers =
  /^(?:build|release|commit|version|env|environment|deploy\w*|config\w*|debug|errors?|exception|fault|trace|meta)$/i;
/** So deep in each other stand what the parts of a service are called by. */
const deepest = 5;

/** Whatever says of itself how it is, by the names that it stands under: `services.database.primary`. */
function statesInside(fields: PartMap, parent = '', depth = 0): PartMap {
  const all = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    const isOfOthers = isAboutNoState(name) || (depth === 0 && ofOthers.test(name));
    if (isOfOthers || typeof value !== 'object' || value === null) return [];
    const within = depth === 0 && ofItself.test(name) ? '' : `${parent}${name}`;
    if (!Array.isArray(value) && within && saysOwnState(name, value)) return [[within, value]];
    const inner = depth < deepest ? insideOf(name, value, depth) : {};
    return Object.entries(statesInside(inner, within ? `${within}.` : parent, depth + 1));
  });
  return Object.fromEntries(all);
}

/** A list inside of something else is one of parts where it is called so; of others nobody knows. */
function insideOf(name: string, value: object, depth: number): PartMap {
  if (!Array.isArray(value)) return fieldsOf(value);
  return (depth > 0 && usualMaps.includes(name) && mapOf(value)) || {};
}

/** A list of errors, each with its own words, names no dependencies: JSON:API, GraphQL, Ghost. */
const isErrors = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => ['message', 'title', 'detail'].some((name) => name in Object(one)));

/** What each part says where nothing else stands: https://github.com/sportngin/okcomputer, Nomad. */
const saysTruth = (value: unknown): boolean =>
  ['ok', 'success', 'passed', 'alive', 'up'].some((name) => typeof Object(value)[name] === 'boolean');

const firstMap = (body: PartMap, places: readonly string[]): PartMap | undefined =>
  places.map((name) => mapOf(body[name])).find((map) => map && Object.keys(map).length > 0);

const statesIn = (map: PartMap | undefined) => (namesStates(map) ? map : undefined);

/** Whether a map says of at least one thing how it is; `errors: {}` and `data: { uptime: 3 }` do not. */
const namesStates = (map: PartMap | undefined): boolean =>
  Object.values(map ?? {}).some((entry) => {
    const state = typeof entry === 'object' && entry !== null ? (Reflect.get(entry, 'status') ?? entry) : entry;
    return typeof state === 'object' ? hasState(Object(state)) : meaningOf(state) !== 'untold';
  });

const hasState = (entry: object, depth = 0): boolean =>
  Object.values(entry).some(
    (value) =>
      ((typeof value === 'string' || value === true || value === false) && meaningOf(value) !== 'untold') ||
      // Parts may stand in groups.
      (depth === 0 && !Array.isArray(entry) && typeof value === 'object' && value !== null && hasState(value, 1)),
  );

/** Fields of the whole that are about no dependency. */
const ofTheWhole =
  /^(?:status|state|health|healthy|isHealthy|ok|ready|alive|up|overall|result|success|message|msg|version|env|environment|service|name|app|title|details?|description|reason|type|code|cause|exception|trace|path|instance|hint|notes?|output|globalStatus|uptime|timestamp|time|date|commit|build|release|hostname|region|debug|error|live|\w*level|\w*mode)$/i;

const isOwnState = (name: string, value: unknown): boolean => {
  if (ofTheWhole.test(name) || isAboutNoState(name)) return false;
  // A dependency may be told of once for each of its hosts.
  const one: unknown = Array.isArray(value) ? value[0] : value;
  const fields: PartMap = typeof one === 'object' && one !== null ? fieldsOf(one) : { status: value };
  // Dropwizard's: whatever has a health of its own is a part.
  if (typeof (fields['healthy'] ?? fields['isHealthy']) === 'boolean') return true;
  const state = fields['status'] ?? fields['reachable'] ?? fields['connected'];
  // A truth beside other fields may be about anything: it takes a name that is one of a dependency.
  if (typeof state === 'boolean') return kindOf({ name }) !== 'other' && !asksForUse(name);
  return typeof state === 'string' && isStateOf(name, state);
};

const isStateOf = (name: string, state: string): boolean =>
  isKnown(name, state) || (kindOf({ name }) !== 'other' && /^no$/i.test(state));
