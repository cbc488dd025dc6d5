/** What ends set-up: told in plain lines, without a stack, and with exit code 4 (nothing has run). */
export class SetupFailure extends Error {
  /**
   * @param {string[]} lines what went wrong first, then what to do
   * @param {ErrorOptions} [options]
   */
  constructor(lines, options) {
    super(lines.join('\n'), options);
    this.name = 'SetupFailure';
  }
}
