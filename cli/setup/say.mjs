/**
 * Set-up speaks on stderr, so that a command's `--json` on stdout stays clean.
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}
