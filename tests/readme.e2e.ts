import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, before, describe, test } from 'node:test';
import { type StartedDemo, startDemo } from './e2e/start-demo.ts';
import { runHere } from './readme/commands.ts';
import { Document, root } from './readme/document.ts';
import { runCommand } from './readme/run-command.ts';
import { type SampleCheckout, sampleCheckout } from './readme/sample-checkout.ts';

const readme = new Document('README.md');
const [sampleTarget = ''] = readme.codeBlocks('ts');
const [redRun = ''] = readme.codeBlocks('text');

describe('the commands of README.md', () => {
  let folder: string;
  let checkout: SampleCheckout;
  let demo: StartedDemo | undefined;
  const ran: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readme-'));
    checkout = await sampleCheckout({ 'targets/shop.ts': sampleTarget });
  });
  after(async () => {
    await demo?.close();
    await checkout.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const places = () => ({ WATCHPOST_REPORTS: join(folder, 'reports'), WATCHPOST_STORE: join(folder, 'store') });

  async function runAsWritten(command: string, environment: Record<string, string> = {}, line = command) {
    ran.push(command);
    const { code, out } = await runCommand(line, { ...places(), ...environment });
    assert.equal(code, runHere[command], `${command} ended with ${code}:\n${out}`);
    return out;
  }

  test('the red run looks as it is shown', async () => {
    const [command = '', ...shown] = redRun.trim().split('\n');
    // What its pages and its purchase come to is no part of what is compared; `npm run detect` records that.
    const out = await runAsWritten(command.slice(2), { WATCHPOST_TIERS: 'http' });
    const screen =
      out
        .slice(out.indexOf('\nFAILED') + 1)
        .split('\n\n', 1)[0]
        ?.split('\n') ?? [];
    assert.match(shown[0] ?? '', /^FAILED {2}P0 {2}loventia \(demo\) {2}\d\d:\d\d:\d\dZ {2}run \d{8}-\d{4}-\w{4}$/);
    assert.match(screen[0] ?? '', /^FAILED {2}P0 {2}loventia \(demo\) /);
    assert.deepEqual(labels(shown), labels(screen), 'paste the new first screen into README.md');
    assert.ok(screen.some((line) => /db=state:0/.test(line)) && shown.some((line) => /db=state:0/.test(line)));
  });

  test('npm run report makes one page of the newest run', async () => {
    const out = await runAsWritten('npm run report');
    const [run = ''] = /reports\/\S+(?=\/allure\.html)/.exec(out) ?? [];
    const files = await readdir(join(folder, 'reports', run.replace('reports/', '')));
    assert.ok(files.includes('allure.html') && files.includes('run-record.json'), String(files));
    for (const named of ['run-record.json', 'playwright']) assert.ok(files.includes(named), named);
  });

  describe('against the target that it shows', () => {
    let told: Record<string, string>;
    let urls: { app: string; api: string };

    before(async () => {
      demo = await startDemo();
      urls = demo.urls;
      const { WATCHPOST_PROBE_EMAIL = '', WATCHPOST_PROBE_PASSWORD = '' } = demo.environment;
      const network = { 'network.nameServer': demo.nameServer, 'network.caFile': demo.caFile };
      // How fast a demo is that shares its machine with the run and more, is not what is asked.
      const WATCHPOST_SET = JSON.stringify({ ...network, 'budgets.health': 10_000 });
      told = { WATCHPOST_PROBE_EMAIL, WATCHPOST_PROBE_PASSWORD, WATCHPOST_SET };
    });

    for (const command of Object.keys(runHere).filter((one) => one.includes('--target shop'))) {
      test(`"${command}" runs, with the demo in the place of the shop`, async () => {
        const line = command
          .replace('--target shop', `--target ${join(checkout.folder, 'targets/shop.ts')}`)
          .replace(/app=\S+/, `app=${urls.app}`)
          .replace(/api=\S+/, `api=${urls.api}`);
        const elsewhere = { WATCHPOST_URLS: `app=${urls.app} api=${urls.api}` };
        const out = await runAsWritten(command, { ...told, ...(command.includes('--url') ? {} : elsewhere) }, line);
        assert.match(out, command.includes('--debug') ? /^ {2}answer +200$/m : /^OK {2}shop /m);
      });
    }
  });

  test('npm run demo -- --fault ready-db boots the demo, says how to check it, and ends on Ctrl-C', async () => {
    const child = spawn('npm run demo -- --fault ready-db', {
      cwd: root,
      shell: true,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const before = out.includes('Ctrl-C ends it.');
      out += text;
      if (!before && out.includes('Ctrl-C ends it.')) process.kill(-(child.pid ?? 0), 'SIGINT');
    });
    await once(child, 'close');
    assert.match(out, /https:\/\/\S+[\s\S]*cli\/check\.ts --target loventia/);
  });

  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const name of ['sweep', 'bench', 'detect', 'soak', 'prove']) {
    test(`"npm run ${name} -- --help" explains itself`, async () => {
      // What npm would run, without the time that it takes itself.
      const asNpmDoes = [scripts[`pre${name}`], `${scripts[name]} --help`].filter(Boolean).join(' && ');
      const { code, out } = await runCommand(asNpmDoes);
      assert.equal(code, 0, out);
      assert.match(out, new RegExp(`^Usage: ${name} `, 'm'));
    });
  }

  test('each of them was run', () => {
    assert.deepEqual(ran.toSorted(), Object.keys(runHere).toSorted());
  });
});

/** The words at the beginnings of lines that lead the eye. */
const labels = (screen: readonly string[]) => screen.flatMap((line) => /^[A-Z][a-z]+( \d)?(?= )/.exec(line)?.[0] ?? []);
