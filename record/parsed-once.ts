/**
 * For a large schema that a process goes through once or twice: zod compiles it first, which takes three times as long as
 * going through it.
 */
export const parsedOnce = { jitless: true } as const;
