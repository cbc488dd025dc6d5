import process from 'node:process';
import { loadTarget } from '#targets/definition/load-target.ts';
import { bootDemo, demoSystem } from './boot-demo.ts';
import { checkDemo } from './check-demo.ts';
import { createCommand, runCommand } from './command.ts';
import { addDemoOptions, type DemoOptions } from './demo-options.ts';
import { addRunOptions, type RunOptions } from './run-options.ts';

const command = addDemoOptions(
  addRunOptions(
    createCommand('start', 'Boots the embedded demo, checks it as its users would use it, and says what it found.'),
  ),
);

await runCommand<RunOptions & DemoOptions>(command, async (options) => {
  // The demo brings its own key; one of real money that lies around here is told all the same, before anything runs.
  await demoSystem(options.system);
  await loadTarget(options.system, {}, process.env);
  const demo = await bootDemo(options);
  try {
    return (await checkDemo(demo, options)).code;
  } finally {
    await demo.close();
  }
});
