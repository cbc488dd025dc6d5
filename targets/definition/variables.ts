import leven from 'leven';
import { z } from 'zod';
import { parsedOnce } from '#record/parsed-once.ts';
import type { ConfigProblem } from './problem.ts';
import type { Environment } from './secrets.ts';

const wholeNumber = z
  .string()
  .regex(/^[1-9]\d*$/, 'a whole number above 0')
  .transform(Number);

/** The variables that steer a run. Flags of the commands are written into these, so that there is one door. */
const variables = z.object({
  WATCHPOST_TARGET: z.string().default('loventia'),
  WATCHPOST_CADENCE: z.string().optional(),
  WATCHPOST_TRIGGER: z.string().optional(),
  WATCHPOST_TIERS: z.string().optional(),
  WATCHPOST_LAYERS: z.string().optional(),
  WATCHPOST_SEVERITIES: z.string().optional(),
  WATCHPOST_CHECKS: z.string().optional(),
  WATCHPOST_URLS: z.string().optional(),
  WATCHPOST_SET: z.string().optional(),
  WATCHPOST_RUN_ID: z.string().optional(),
  WATCHPOST_REPORTS: z.string().default('reports'),
  WATCHPOST_LOCATION: z.string().default('local'),
  WATCHPOST_SCHEDULED_AT: z
    .string()
    .refine((time) => !Number.isNaN(Date.parse(time)), 'a time such as 2026-11-21T07:30:00Z')
    .optional(),
  WATCHPOST_ROUND: wholeNumber.default(1),
  WATCHPOST_TELL: z.stringbool().optional(),
  WATCHPOST_DEPTH: z.string().optional(),
  WATCHPOST_ACCOUNT: z
    .string()
    .regex(/^(\d+|none)$/, 'a number, or "none"')
    .default('0'),
  WATCHPOST_RELEASE: z.string().trim().optional(),
  WATCHPOST_DEBUG: z.stringbool().default(false),
  WATCHPOST_READS: z.string().optional(),
  WATCHPOST_MUTE: z.string().optional(),
  WATCHPOST_FORCE: z.stringbool().default(false),
  WATCHPOST_READ_ONLY: z.stringbool().default(false),
  WATCHPOST_PLANTED: z.string().optional(),
  WATCHPOST_WAIT_SECONDS: z.coerce.number().nonnegative().default(60),
  WATCHPOST_DEADLINE_SECONDS: wholeNumber.default(600),
});

/** The names of all variables that steer a run. */
export const settingNames = Object.keys(variables.shape);

/** Further variables of ours, which others read than the settings of a run, or which its processes tell each other. */
const further =
  'STORE BROWSER BROWSER_ROOT SECRETS AGAIN AHEAD ASK_AGAIN HELD ONE_BROWSER OWNER OWN_CHECKS RECORDER SETTINGS WAIT_AT';
const known = [...settingNames, ...further.split(' ').map((name) => `WATCHPOST_${name}`)];
/** So many letters somebody gets wrong; in a short word of them one. */
const mostWrong = (name: string) => (name.length > 'WATCHPOST_TELL'.length ? 2 : 1);

/**
 * The variables that are called almost as one of ours, and would be passed over: a store that is not kept, a flag without effect.
 *
 * @param secrets names that the target gives to its secrets.
 */
export function mistypedIn(environment: Environment, secrets: readonly string[]): ConfigProblem[] {
  const strange = Object.keys(environment).filter(
    (name) => name.startsWith('WATCHPOST_') && environment[name] && ![...known, ...secrets].includes(name),
  );
  return strange.flatMap((where) => {
    const meant = known.find((name) => environment[name] === undefined && leven(where, name) <= mostWrong(name));
    if (!meant) return [];
    const remedy = `did you mean ${meant}? If it is your own, call it otherwise`;
    return [
      { where, found: 'a variable that nothing reads', expected: `${meant}, or no variable of such a name`, remedy },
    ];
  });
}

export type Variables = z.output<typeof variables>;

/** The variables; one that does not fit is a problem and then taken as not set, so that the rest can be looked at too. */
export function variablesOf(environment: Environment, problems: ConfigProblem[]): Variables {
  const parsed = variables.safeParse(environment, parsedOnce);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  for (const { path, message } of parsed.error.issues) {
    const where = String(path[0]);
    const remedy = 'change or unset the variable';
    problems.push({ where, found: `"${environment[where]}"`, expected: message, remedy });
  }
  return variables.parse(Object.fromEntries(Object.entries(environment).filter(([name]) => !wrong.has(name))));
}
