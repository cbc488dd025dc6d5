import process from 'node:process';

/**
 * The runner of GitHub takes parts of what a step prints for commands: `##[name]` wherever it stands, `::name::` where a line
 * begins. What an app answers, a page says or a server names must not become one.
 */
export const withoutCommands = (text: string): string =>
  withoutInlineCommands(text).replaceAll(/^(\s*):(?=:[\w-]+[^\n]*?::)/gm, '$1: ');

/** The same for a text that stands within a line. */
export const withoutInlineCommands = (text: string): string => text.replaceAll('##[', '# #[');

/** The same for a JSON text, whose meaning stays what it was. */
export const withoutCommandsInJson = (json: string): string => json.replaceAll('##[', String.raw`#\u0023[`);

/** A line that is meant for the runner: what is written as bytes passes the guard. */
export const asCommands = (lines: readonly string[]): Uint8Array => Buffer.from(`${lines.join('\n')}\n`);

/** From now on no text that this process prints is a command, whoever prints it. Nothing where no such runner reads it. */
export function guardStreams(environment: NodeJS.ProcessEnv): void {
  if (!environment['GITHUB_ACTIONS']) return;
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
    stream.write = ((chunk: unknown, ...rest: unknown[]) =>
      write(typeof chunk === 'string' ? withoutCommands(chunk) : chunk, ...rest)) as typeof stream.write;
  }
}
