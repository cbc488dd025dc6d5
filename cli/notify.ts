import process from 'node:process';
import { exitCodes } from '#record/vocabulary.ts';
import { ConfigError, unknownWord } from '#targets/definition/problem.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { createCommand, runCommand } from './command.ts';
import { listed } from './repeatable.ts';

interface NotifyFlags {
  target?: string;
  teller?: string[];
  test?: boolean;
  print?: boolean;
  json?: boolean;
}

const command = createCommand('notify', 'Tells those whom a target names a test, and says what each of them answered.')
  .option('--target <name>', 'whose people are meant: a name of targets/ or the path of a target file')
  .option('--teller <names>', 'only these of `tell` in the target; repeatable', listed)
  .option('--test', 'sends the test; what stays open until it is over is ended at once')
  .option('--print', 'only shows what would be sent, without addresses and keys')
  .option('--json', 'prints the result as JSON')
  .addHelpText('after', '\nExit codes: 0 all have heard, 1 somebody has not, 4 misconfigured.');

const nothingAsked = {
  where: 'notify',
  found: 'neither --test nor --print',
  expected: 'one of them',
  remedy: '--print shows what would be sent, --test sends it',
};

await runCommand<NotifyFlags>(command, async ({ target: named, teller, test, print, json }) => {
  const { target } = await loadSettings({ ...process.env, ...(named && { WATCHPOST_TARGET: named }) });
  const names = chosen(Object.keys(target.tell), teller, target.name);
  const { printTellers, tryTellers } = await import('#run/tell/try-tellers.ts');
  if (print) {
    const shown = await printTellers(names, target);
    process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return exitCodes.ok;
  }
  if (!test) throw new ConfigError([nothingAsked]);
  const tried = await tryTellers(names, target, process.env);
  const lines = tried.map(
    ({ name, kind, isHeard, said }) => `${name} (${kind}): ${isHeard ? 'heard' : 'NOT HEARD'}, ${said}`,
  );
  process.stdout.write(`${json ? JSON.stringify(tried) : lines.join('\n')}\n`);
  return tried.every(({ isHeard }) => isHeard) ? exitCodes.ok : exitCodes.failed;
});

function chosen(all: readonly string[], wanted: readonly string[] | undefined, target: string): readonly string[] {
  if (all.length === 0) {
    const expected = 'tell, with somebody who is told';
    const remedy = 'docs/notify.md shows how each is set up';
    throw new ConfigError([{ where: `target ${target}`, found: 'nobody who is told', expected, remedy }]);
  }
  const unknown = wanted?.filter((name) => !all.includes(name)) ?? [];
  if (unknown.length > 0)
    throw new ConfigError(unknown.map((name) => unknownWord('--teller', name, [...all], 'one of')));
  return wanted ?? all;
}
