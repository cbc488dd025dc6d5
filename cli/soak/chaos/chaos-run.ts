import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { journalFile } from '#record/journal.ts';
import { verdictNames } from '#record/vocabulary.ts';
import { type ChildRun, runChild } from '../../child-run.ts';
import { endAll, groupsWith, processesWith } from '../processes.ts';
import { type SeenRun, wrongsOf } from './judge-chaos-run.ts';
import { type Misfortune, misfortunes } from './misfortunes.ts';
import type { Plan } from './plan.ts';
import { preparedFolder } from './prepared-folder.ts';
import { strike } from './strike.ts';
import type { TroubledService } from './troubled-service.ts';
import { arrivedData, type Series, writtenData } from './written-data.ts';

/** What all runs meet. */
export interface Scene {
  /** What a run is told to find the demo. */
  environment: Readonly<Record<string, string>>;
  cloudwatch: TroubledService;
  /** What CloudWatch was given. */
  series(): Series[];
  /** How many subscriptions are paid for. */
  bought(): Promise<number>;
  /** The store of an earlier run. */
  past: string;
  signal: AbortSignal;
}

/** What one run came to. */
export interface ChaosRun {
  seconds: number;
  struck: boolean;
  wrongs: string[];
  /** Where everything it wrote is kept; only when something is wrong. */
  kept?: string;
  /** Why the misfortune could not be brought about. */
  missing?: string;
}

/** Longer than a runner takes that has lost its command, in ms. */
const patienceMs = 45_000;
/** How often it is looked who leads a group of processes, in ms. */
const watchMs = 500;
const everything = ['--target', 'loventia'];
const little = [...everything, '--tier', 'http', '--check', 'api/health'];

/** One run that meets with its misfortune, and the run and the sweep after it, which do not. */
export async function chaosRun(number: number, plan: Plan, scene: Scene): Promise<ChaosRun> {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-chaos-'));
  const misfortune: Misfortune = misfortunes[plan.misfortune];
  const said: Record<string, ChildRun> = {};
  try {
    const { signal, environment } = scene;
    const after = (file: string, args: string[]) => runChild(file, args, { folder, environment, signal });
    const first = await struckRun(folder, plan, scene);
    if ('missing' in first) return { seconds: 0, struck: false, wrongs: [], missing: first.missing };
    const { waiting } = writtenData(join(folder, 'store'));
    said['first'] = first.run;
    const next = await after('check.ts', little);
    said['next'] = next;
    const folders = readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('watchpost-'));
    said['sweep'] = await after('sweep.ts', ['--json']);
    const { seconds, struck } = first;
    const wrongs = wrongsOf(misfortune, {
      ...{ struck, folders, code: first.run.code, hasBegun: first.hasBegun, told: isAnswer(first.run) },
      ...{ overdue: first.run.overdue === true, secondsAfter: seconds - plan.afterMs / 1_000 },
      next: { code: next.code, told: isAnswer(next) },
      processes: first.processes,
      bought: await scene.bought(),
      lost: lostOf(waiting, join(folder, 'store'), scene.series()),
    });
    if (wrongs.length === 0 || signal.aborted) return { seconds, struck, wrongs };
    return { seconds, struck, wrongs, kept: keep(folder, number, said) };
  } finally {
    scene.cloudwatch.trouble = undefined;
    endAll(processesWith(folder));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface FirstRun extends Pick<SeenRun, 'struck' | 'hasBegun' | 'processes'> {
  run: ChildRun;
  seconds: number;
}

async function struckRun(folder: string, plan: Plan, scene: Scene): Promise<FirstRun | { missing: string }> {
  const { files, cloudwatch }: Misfortune = misfortunes[plan.misfortune];
  using prepared = preparedFolder(folder, scene.past, files, plan.random);
  if (prepared.missing !== undefined) return { missing: prepared.missing };
  scene.cloudwatch.trouble = cloudwatch;
  const begun = performance.now();
  let [seconds, processes, struck] = [0, Promise.resolve<string[]>([]), Promise.resolve(false)];
  const run = await runChild('check.ts', everything, {
    ...{ folder, environment: { ...scene.environment, WATCHPOST_TRIGGER: 'schedule' }, signal: scene.signal },
    onStart(child) {
      const groups = new Set<number>();
      const watch = setInterval(() => {
        for (const group of groupsWith(folder)) groups.add(group);
      }, watchMs);
      struck = strike(child, plan, folder);
      processes = once(child, 'exit').then(() => {
        seconds = Math.round((performance.now() - begun) / 100) / 10;
        clearInterval(watch);
        return leftOf(folder, groups);
      });
    },
  });
  scene.cloudwatch.trouble = undefined;
  return { run, seconds, struck: await struck, processes: await processes, hasBegun: hasBegun(folder) };
}

/** What goes on when its command is gone has a while to end; what stays is told, and ended here. */
async function leftOf(folder: string, groups: ReadonlySet<number>): Promise<string[]> {
  const isAnybodyLeft = () => processesWith(folder, groups).length > 0;
  for (let waited = 0; waited < patienceMs && isAnybodyLeft(); waited += 250) await pause(250);
  const left = processesWith(folder, groups);
  endAll(left);
  return left.map(({ command }) => command);
}

/** A check has come to its end. */
function hasBegun(folder: string): boolean {
  const reports = join(folder, 'reports');
  const journals = readdirSync(reports).map((name) => join(reports, name, journalFile));
  return journals.some((file) => existsSync(file) && readFileSync(file, 'utf8').includes('"kind":"check"'));
}

const verdict = new RegExp(`^(${verdictNames.map((name) => name.toUpperCase()).join('|')})\\b`, 'm');
const isAnswer = ({ out }: ChildRun) => verdict.test(out);

/** What waited is to have arrived, or to wait on. */
function lostOf(waiting: ReadonlySet<string>, store: string, series: readonly Series[]): string[] {
  const [now, arrived] = [writtenData(store), arrivedData(series)];
  return [...waiting.difference(now.waiting).difference(arrived), ...now.given];
}

function keep(folder: string, number: number, said: Readonly<Record<string, ChildRun>>): string {
  const kept = join('reports', 'soak', `chaos-${number}`);
  rmSync(kept, { recursive: true, force: true });
  for (const name of ['reports', 'store']) cpSync(join(folder, name), join(kept, name), { recursive: true });
  for (const [name, { code, out, err }] of Object.entries(said))
    writeFileSync(join(kept, `${name}.txt`), `${out}\n--- stderr\n${err}\n--- ended with ${code}\n`);
  return kept;
}
