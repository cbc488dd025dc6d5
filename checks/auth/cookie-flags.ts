import type { Facts } from '#record/facts.ts';
import type { Target } from '#targets/target.ts';

type Expected = NonNullable<NonNullable<Target['auth']>['cookie']>;

/** A cookie as it was set, of which only the flags count. */
export interface FlaggedCookie {
  httpOnly?: boolean | undefined;
  secure?: boolean | undefined;
  path?: string | null | undefined;
  sameSite?: string | undefined;
}

export interface WrongFlag {
  flag: NonNullable<Facts['flags']>[number];
  expected: string;
  got: string;
}

/**
 * The flags of a cookie that are not as the target says, the most harmful first.
 *
 * @param isPlain it is set over plain http, where no browser keeps one that is `Secure`.
 */
export function wrongFlags(cookie: FlaggedCookie, { path, sameSite }: Expected, isPlain = false): WrongFlag[] {
  const none = '(none)';
  const all: (WrongFlag & { right: boolean })[] = [
    { flag: 'HttpOnly', expected: 'set', got: 'not set', right: cookie.httpOnly === true },
    { flag: 'Secure', expected: 'set', got: 'not set', right: isPlain || cookie.secure === true },
    { flag: 'Path', expected: path, got: cookie.path ?? none, right: cookie.path === path },
    {
      flag: 'SameSite',
      expected: sameSite.join(' or '),
      got: cookie.sameSite ?? none,
      right: sameSite.some((one) => one === cookie.sameSite),
    },
  ];
  return all.filter(({ right }) => !right).map(({ right: _, ...wrong }) => wrong);
}
