import type { Document } from './document.ts';

/** What the end-to-end test of README.md runs in a shell, with the exit code that is expected. */
export const runHere: Readonly<Record<string, number>> = {
  'npm start -- --fault ready-db': 1,
  'npm run check -- --target shop': 0,
  'npm run check -- --target shop --tier http --url app=https://pr-7.shop.example --url api=https://api-pr-7.shop.example': 0,
  'npm run check -- --target shop --check api/ready --debug': 0,
  'npm run report': 0,
};

/** What something else runs: the file that does, and words in it that say so. */
export const runElsewhere: Readonly<Record<string, readonly [file: string, words: string]>> = {
  'npm run check -- --target shop --tier http --check api/ready': [
    'tests/faults-of-ours.e2e.ts',
    "['--tier', 'http', '--check', 'api/health']",
  ],
  'npm start': ['tests/faults.e2e.ts', "runToEnd(workspace, ['start'])"],
  'npm start -- --system usage': ['tests/usage.e2e.ts', "['start', '--system', 'usage'"],
  'npm start -- --system marketplace': ['tests/marketplace.e2e.ts', "['start', '--system', 'marketplace'"],
  'npm test': ['.ci/run', 'exec npm test'],
  'npm run verify': ['tests/run.ts', "options: { quick: { type: 'boolean'"],
  'npm run check': ['tests/readme.e2e.ts', 'runHere'],
  'npm run gate': ['tests/gate.e2e.ts', "runChild('gate.ts'"],
  'npm run gate -- --target shop --release api=4f2c9d1 --release app=4f2c9d1': [
    'tests/gate.e2e.ts',
    "startGate(demo, '--release'",
  ],
  'npm run demo -- --rollout 20 --rollout-fault ready-db': ['cli/boot-demo.test.ts', 'rolloutFault'],
  'npm run triage': ['tests/triage.e2e.ts', "['triage', ...flags]"],
  'npm run triage -- --target shop': ['tests/triage.e2e.ts', "['--target', tiny.target"],
  'npm run triage -- --target shop --symptom login --for 1h': ['tests/triage.e2e.ts', "'--for', '10m'"],
  'npm run triage -- --from artifact.zip --for 0s': ['tests/triage.e2e.ts', "'--from', join("],
  'npm run notify': ['cli/notify.e2e.ts', "runChild('notify.ts'"],
  'npm run notify -- --target shop --print': ['cli/notify.e2e.ts', "notify('--print'"],
  'npm run notify -- --target shop --test': ['cli/notify.e2e.ts', "notify('--test')"],
  'npm run demo': ['tests/readme.e2e.ts', 'npm run demo'],
  'npm run publish': ['cli/publish.e2e.ts', "'publish.ts'"],
  'npm run sweep': ['tests/readme.e2e.ts', "'sweep'"],
  'npm run prove': ['tests/readme.e2e.ts', "'prove'"],
  'npm run prove -- --target shop --check api/ready': ['tests/prove.e2e.ts', "['prove', ...flags]"],
  'npm run prove -- --check api/ready': ['tests/prove.e2e.ts', "['prove', '--check', "],
  'npm run prove -- --write': ['tests/prove.e2e.ts', "'--write', file"],
  'npm run prove -- --system usage --writes': ['tests/readme.e2e.ts', "'prove'"],
  'npm run prove -- --system marketplace': ['tests/readme.e2e.ts', "'prove'"],
  'npm run detect': ['tests/readme.e2e.ts', "'detect'"],
  'npm run detect -- --system usage': ['tests/readme.e2e.ts', "'detect'"],
  'npm run detect -- --system marketplace': ['tests/readme.e2e.ts', "'detect'"],
  'npm run detect -- --gate': ['tests/readme.e2e.ts', "'detect'"],
  'npm run soak': ['tests/readme.e2e.ts', "'soak'"],
  'npm run soak -- --chaos 200': ['tests/readme.e2e.ts', "'soak'"],
  'npm run soak -- --door': ['tests/readme.e2e.ts', "'soak'"],
  'npm run soak -- --system marketplace': ['tests/readme.e2e.ts', "'soak'"],
  'npm run soak -- --system usage': ['tests/readme.e2e.ts', "'soak'"],
  'npm run bench': ['tests/readme.e2e.ts', "'bench'"],
  "node --test 'cloudwatch/**/*.test.ts'": ['tests/run.ts', '**/*.test.ts'],
  'node tests/readme/write-tables.ts': ['tests/readme.test.ts', 'generatedPages'],
  'npm run demo -- --fault ready-db': ['tests/readme.e2e.ts', 'npm run demo -- --fault ready-db'],
  'npx playwright test': ['tests/playwright-direct.e2e.ts', "['playwright', 'test', ...args]"],
  'node cli/check.ts': ['.github/workflows/schedule.yml', 'node cli/check.ts'],
  'cp .env.example .env': ['tests/env-example.test.ts', 'copyFile'],
  'set -a; . ./.env; set +a': ['tests/env-example.test.ts', 'set -a; . ./.env; set +a'],
};

/** Every command that a page tells its reader to run. */
export function commandsOf(page: Document): string[] {
  const shell = page.codeBlocks('sh').flatMap((block) => block.trim().split('\n'));
  const shown = page
    .codeBlocks('text')
    .flatMap((block) => [...block.matchAll(/^\$ (.*)$/gm)].map(([, line = '']) => line));
  const named = page.inlineCode().filter((code) => /^(npm|npx|node|git|cp|\.\/) ?/.test(code));
  return [...new Set([...shell, ...shown, ...named])];
}
