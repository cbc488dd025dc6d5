import { type ConfigProblem, unknownWord } from './problem.ts';
import { givenValues, valuesAskedFor } from './request-values.ts';
import type { DeclaredRequest, RequestStep } from './requests.ts';
import type { Target } from './schema.ts';
import { undoOf, writes } from './writing.ts';

/** Checks that every target may have: a request of that name would be taken for one of these. */
const taken = ['clock', 'health', 'metrics', 'ready', 'routes', 'steady', 'version'];

/** A step with its place in the target. */
type Placed = readonly [where: string, step: RequestStep];

/** What the schema of requests cannot see: values that no step takes, and what is written and never taken back. */
export function requestProblems({ requests, auth }: Target): ConfigProblem[] {
  return Object.entries(requests).flatMap(([name, request]) => {
    const where = `requests.${name}`;
    const placed = placedSteps(where, request);
    return [
      ...(taken.includes(name) ? [takenName(where, name)] : []),
      ...unknownValues(placed),
      ...placed.flatMap(([at, step]) => problemsOfStep(at, step, auth !== undefined)),
      ...undoProblems(where, request),
    ];
  });
}

/** The hosts that requests speak of, by their places. */
export const hostsOfRequests = ({ requests }: Target): [string, string][] =>
  Object.entries(requests).flatMap(([name, request]) =>
    placedSteps(`requests.${name}`, request).map(([at, { host }]): [string, string] => [`${at}.host`, host]),
  );

const placedSteps = (where: string, request: DeclaredRequest): Placed[] => [
  ...request.steps.map((step, at) => [`${where}.steps[${at}]`, step] as const),
  ...undoOf(request).map((step, at) => [`${where}.undo[${at}]`, step] as const),
];

const takenName = (where: string, name: string): ConfigProblem => ({
  where,
  found: `a request named "${name}"`,
  expected: `another name: api/${name} is a check that is there already`,
  remedy: 'give it the name of what it does',
});

/** Each step knows what the ones before it have taken; what undoes comes after them all. */
function unknownValues(placed: readonly Placed[]): ConfigProblem[] {
  const known: string[] = [...givenValues];
  return placed.flatMap(([where, step]) => {
    const problems = asked(step)
      .filter(([, name]) => !known.includes(name))
      .map(([field, name]) => unknownWord(`${where}.${field}`, name, known, 'a value that an earlier step takes'));
    known.push(...Object.keys(step.take));
    return problems;
  });
}

function asked({ path, headers, json, text, expect }: RequestStep): [field: string, name: string][] {
  const conditions = [...Object.values(expect.headers), ...Object.values(expect.json)];
  const since = conditions.flatMap(({ since: name }) => name ?? []);
  const parts: [string, unknown][] = [
    ['path', path],
    ['headers', headers],
    ['json', json],
    ['text', text],
    ['expect', [Object.keys(expect.json), conditions.map(({ equals }) => equals)]],
  ];
  const all = parts.flatMap(([field, part]) => valuesAskedFor(part).map((name): [string, string] => [field, name]));
  return [...all, ...since.map((name): [string, string] => ['expect', name])];
}

function problemsOfStep(where: string, step: RequestStep, canSignIn: boolean): ConfigProblem[] {
  const { method, json, text, signedIn, patienceMs } = step;
  const found: [boolean, ConfigProblem][] = [
    [
      (json !== undefined || text !== undefined) && !writes(step),
      { where, found: `a body for ${method}`, expected: 'a method that has one', remedy: 'set method, such as "POST"' },
    ],
    [
      json !== undefined && text !== undefined,
      { where, found: 'json and text', expected: 'one body', remedy: 'leave one of them out' },
    ],
    [
      signedIn && !canSignIn,
      {
        where: `${where}.signedIn`,
        found: 'true',
        expected: 'a target that says how users sign in',
        remedy: 'add auth, or send a secret as a header',
      },
    ],
    [
      patienceMs !== undefined && writes(step),
      {
        where: `${where}.patienceMs`,
        found: `patience with ${method}`,
        expected: 'a step that only reads: what is sent again would be written again',
        remedy: 'move it to the step that reads',
      },
    ],
  ];
  return found.flatMap(([holds, problem]) => (holds ? problem : []));
}

function undoProblems(where: string, request: DeclaredRequest): ConfigProblem[] {
  const writing = request.steps.find(writes);
  const { readOnly, undo } = request;
  if (writing && !readOnly && !undo) {
    const expected = `steps that take back what ${writing.method} ${writing.path} writes`;
    const remedy = 'add undo; or readOnly: true, where it writes nothing; or undo: { needless: "why" }';
    return [{ where: `${where}.undo`, found: 'nothing', expected, remedy }];
  }
  if (!undo || (writing && !readOnly)) return [];
  const found = 'an undo of a request that writes nothing';
  return [{ where: `${where}.undo`, found, expected: 'nothing', remedy: 'leave out undo, or readOnly' }];
}
