import leven from 'leven';

/** One thing wrong with what a person wrote: where, what was found, what was expected, what to do. */
export interface ConfigProblem {
  /** A path into the target, a flag or a variable, such as `auth.routes.login` or `--target`. */
  where: string;
  found: string;
  expected: string;
  remedy: string;
}

/** The run cannot start as it was asked for. Carries every problem at once; the command ends with exit code 4. */
export class ConfigError extends Error {
  override name = 'Misconfigured';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[], options?: ErrorOptions) {
    super(formatProblems(problems), options);
    this.problems = problems;
  }
}

/** The problems as a person reads them in a terminal. */
export function formatProblems(problems: readonly ConfigProblem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const blocks = problems.map(
    ({ where, found, expected, remedy }) =>
      `  ${where}\n    found     ${found}\n    expected  ${expected}\n    do        ${remedy}`,
  );
  return [`Nothing has run: ${count} in what was asked for.`, ...blocks].join('\n');
}

/** The valid word nearest to what was written, if any is near enough to have been meant. */
export function nearest(written: string, valid: readonly string[]): string | undefined {
  const ranked = valid
    .filter((word) => word !== written)
    .map((word) => ({ word, distance: leven(written.toLowerCase(), word.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(2, Math.ceil(written.length / 3)) ? best.word : undefined;
}

/** The problem of a word that is not among the valid ones. */
export function unknownWord(where: string, written: string, valid: readonly string[], what: string): ConfigProblem {
  const meant = nearest(written, valid);
  return {
    where,
    found: `"${written}"`,
    expected: `${what}: ${valid.join(', ')}`,
    remedy: meant ? `did you mean "${meant}"?` : 'use one of the names above',
  };
}
