import process from 'node:process';
import { folderStore, storeRoot } from '../store/folder-store.ts';
import { loadTarget } from '../targets/definition/load-target.ts';
import { loadSettings } from '../targets/definition/settings.ts';
import { bootDemo } from './boot-demo.ts';
import { createCommand, runCommand } from './command.ts';
import { addDemoOptions, type DemoOptions } from './demo-options.ts';
import { finishRun } from './finish-run.ts';
import { runChecks } from './run-checks.ts';
import { addRunOptions, type RunOptions, toEnvironment } from './run-options.ts';

const command = addDemoOptions(
  addRunOptions(
    createCommand('start', 'Boots the embedded demo, checks it as its users would use it, and says what it found.'),
  ),
);

await runCommand<RunOptions & DemoOptions>(command, async (options) => {
  // The demo brings its own key; one of real money that lies around here is told all the same, before anything runs.
  await loadTarget('loventia', {}, process.env);
  const demo = await bootDemo(options);
  try {
    const told = { WATCHPOST_TRIGGER: 'schedule', ...process.env, ...demo.environment };
    const environment = toEnvironment(options, told);
    const { target } = await loadSettings(environment);
    await demo.remember(folderStore(storeRoot(target, environment)));
    const run = await runChecks(environment, options);
    return await finishRun(run, environment, options);
  } finally {
    await demo.close();
  }
});
