import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { formsOf } from '#diagnosis/host-role.ts';
import { logOf, rollbackSteps } from '#diagnosis/steps.ts';
import { interpolate, templateValues } from '#diagnosis/template-values.ts';
import { loadTarget, targetNames } from '#targets/definition/load-target.ts';
import type { Target } from '#targets/target.ts';
import { incidentsOfRequests } from './api/requests/declared-incidents.ts';
import { incidents } from './catalogue.ts';

const aws = {
  cluster: 'lov',
  service: 'api',
  logGroup: '/ecs/api',
  alarms: 'api-prod-',
  distribution: 'E2ABC',
  imageBucket: 'lov-images',
};
const { orders } = await loadTarget('marketplace');
const target: Target = { ...(await loadTarget('loventia')), aws, orders };
const places = {
  ...templateValues(target),
  host: 'api.loventia.example',
  port: '443',
  url: 'https://images.loventia.example/photos/saga.webp',
  trace: '574daa5bc5a06eef6b40430059a3d6a5',
  event: 'evt_1Qx4abc',
  check: 'api/ready',
};
/** Pages that targets of this repository bring themselves. */
const declared = (await Promise.all((await targetNames()).map((name) => loadTarget(name)))).flatMap(
  incidentsOfRequests,
);
const steps = [
  ...[...incidents.flatMap(formsOf), ...declared].flatMap(({ steps, disambiguate }) => [
    ...steps,
    ...(disambiguate ? [disambiguate] : []),
  ]),
  ...Object.values(rollbackSteps),
  logOf('"{trace}"'),
];
/** As they are printed; what only a person can know, `<we_id>`, is filled in by the person. */
const commands = [...new Set(steps.flatMap(({ command }) => command ?? []))].map((command) =>
  interpolate(command, places).replaceAll(/<[\w:-]+>/g, 'given-by-hand'),
);

/** The words of each simple command in a line of shell: quotes taken off, redirections left out. */
function simpleCommands(line: string): string[][] {
  const tokens = line.match(/\|\||&&|[|;]|\d?[<>]\s*\S+|(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'|;<>])+/g) ?? [];
  const parts: string[][] = [[]];
  for (const token of tokens) {
    if (/^(\|\||&&|[|;])$/.test(token)) parts.push([]);
    else if (!/^\d?[<>]/.test(token)) parts.at(-1)?.push(token.replaceAll(/"((?:\\.|[^"\\])*)"|'([^']*)'/g, '$1$2'));
  }
  return parts.filter(({ length }) => length > 0);
}

const simple = commands.flatMap(simpleCommands);
const of = (program: string) => simple.filter(([name]) => name === program).map((words) => words.slice(1));

/** What each program may be told; `=` takes a value. A flag that is not here is a slip, or wants to be looked up. */
const curlFlags = [
  '-L',
  '--max-redirs=',
  '-s',
  '-S',
  '-f',
  '-i',
  '-I',
  '-G',
  '-v',
  '-m=',
  '-o=',
  '-D=',
  '-X=',
  '-H=',
  '-d=',
  '-w=',
  '-u=',
  '--http1.1',
  '--resolve=',
  '--connect-to=',
  '--cacert=',
  '--data-urlencode=',
];

interface Curl {
  method: string;
  urls: string[];
}

/** Reads a call of curl as curl does: flags in a bunch, values behind them, the rest addresses. */
function readCurl(words: readonly string[]): Curl {
  const seen: Curl = { method: 'GET', urls: [] };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      seen.urls.push(word);
      continue;
    }
    for (const flag of word.startsWith('--') ? [word] : [...word.slice(1)].map((letter) => `-${letter}`)) {
      const takesValue = curlFlags.includes(`${flag}=`);
      assert.ok(takesValue || curlFlags.includes(flag), `curl knows no ${flag}: ${words.join(' ')}`);
      if (takesValue) at += 1;
      assert.ok(words[at] !== undefined, `${flag} has its value: ${words.join(' ')}`);
      seen.method = methodAfter(seen.method, flag, words[at] ?? '');
    }
  }
  return seen;
}

function methodAfter(method: string, flag: string, value: string): string {
  if (flag === '-I') return 'HEAD';
  if (flag === '-X') return value;
  return flag === '-d' && method === 'GET' ? 'POST' : method;
}

test('a page that a target brings has an id of its own', () => {
  assert.ok(declared.length > 0);
  const ids = [...incidents, ...declared].map(({ id }) => id);
  assert.deepEqual(new Set(ids).size, ids.length);
});

test('every command is a line that a shell can read', () => {
  const asked = 'for line in "$@"; do bash -n -c "$line" 2>/dev/null || printf "%s\\n" "$line"; done';
  assert.equal(execFileSync('bash', ['-c', asked, '-', ...commands], { encoding: 'utf8' }), '');
});

test('every program is one that an engineer has at hand', () => {
  const known = [
    'aws',
    'curl',
    'git',
    'npm',
    'stripe',
    'dig',
    'openssl',
    'nc',
    'date',
    'grep',
    'head',
    'xxd',
    'for',
    'do',
    'done',
    'sort',
    'uniq',
    'jq',
    'node',
    'psql',
  ];
  assert.deepEqual(
    [...new Set(simple.map(([name = '']) => name))].filter((name) => !known.includes(name)),
    [],
  );
});

test('every curl asks whole addresses, by flags that curl has', () => {
  assert.ok(of('curl').length > 10);
  for (const words of of('curl')) {
    const { urls } = readCurl(words);
    assert.equal(urls.length, 1, words.join(' '));
    assert.ok(URL.canParse(urls[0]?.replace(/\$\w+/g, 'x') ?? ''), words.join(' '));
  }
});

test('a route that takes a POST is sent one', () => {
  const { auth, billing } = target;
  assert.ok(auth && billing.mode !== 'off');
  const posts = [auth.routes.login, auth.routes.refresh, billing.webhook.path, ...Object.values(billing.routes ?? {})];
  const asked = of('curl')
    .map(readCurl)
    .filter(({ urls }) => posts.includes(new URL(urls[0] ?? '').pathname));
  assert.ok(asked.length > 3);
  for (const { method, urls } of asked) assert.ok(method === 'POST' || method === 'OPTIONS', `${method} ${urls[0]}`);
});

test('every aws command is a service, an operation and flags with values, in a region', () => {
  const operations = {
    ecs: [
      'list-service-deployments',
      'describe-services',
      'describe-task-definition',
      'describe-tasks',
      'list-tasks',
      'stop-task',
      'update-service',
    ],
    elbv2: ['describe-listeners', 'modify-listener'],
    cloudwatch: ['describe-alarms'],
    logs: ['tail'],
    cloudfront: ['create-invalidation', 'get-distribution', 'get-distribution-config'],
    s3api: [
      'copy-object',
      'delete-object',
      'get-bucket-cors',
      'get-bucket-policy',
      'get-public-access-block',
      'head-object',
      'list-object-versions',
      'list-objects-v2',
      'put-bucket-cors',
      'put-bucket-policy',
      'put-public-access-block',
    ],
    wafv2: ['list-web-acls'],
    route53: ['change-resource-record-sets'],
    acm: ['describe-certificate', 'import-certificate', 'list-certificates', 'request-certificate'],
  } as const satisfies Record<string, readonly string[]>;
  const known: Readonly<Record<string, readonly string[]>> = operations;
  assert.ok(of('aws').length > 5);
  for (const [service = '', operation = '', ...rest] of of('aws')) {
    const said = `aws ${service} ${operation} ${rest.join(' ')}`;
    assert.ok(known[service]?.includes(operation), said);
    const region = rest[rest.indexOf('--region') + 1] ?? '';
    assert.ok(rest.includes('--region') && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region), said);
    if (service === 'cloudfront' || service === 'route53') assert.equal(region, 'us-east-1', said);
    for (const flag of rest.filter((word) => word.startsWith('-'))) assert.match(flag, /^--[a-z][a-z0-9-]+$/, said);
  }
});

test('every npm command is a script of this project', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  for (const [verb, name = ''] of of('npm')) assert.ok(verb === 'run' && name in scripts, `npm ${verb} ${name}`);
});
