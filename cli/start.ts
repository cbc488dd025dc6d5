import { bootDemo } from './boot-demo.ts';
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
  const demo = await bootDemo(options);
  try {
    return (await checkDemo(demo, options)).code;
  } finally {
    await demo.close();
  }
});
