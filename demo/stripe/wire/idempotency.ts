import { Refusal } from './errors.ts';

/** An answer that can be given twice. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The request that was really carried out. */
  readonly requestId: string;
}

interface Remembered {
  readonly path: string;
  readonly parameters: string;
  readonly answer: Answer;
}

function conflict(message: string): Refusal {
  return new Refusal(400, { message, type: 'idempotency_error' });
}

/**
 * Remembers the answer to each idempotency key, errors included, and gives it again to the same request; a key that
 * comes back with something else is refused (https://docs.stripe.com/api/idempotent_requests).
 */
export function createIdempotency() {
  const remembered = new Map<string, Remembered>();
  return {
    /** Undefined when the key is new. */
    recall(key: string, path: string, parameters: string): Answer | undefined {
      const earlier = remembered.get(key);
      if (!earlier) return undefined;
      const advice = `Try using a key other than '${key}' if you meant to execute a different request.`;
      if (earlier.path !== path) {
        throw conflict(
          `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${path}' vs '${earlier.path}'). ${advice}`,
        );
      }
      if (earlier.parameters !== parameters) {
        throw conflict(
          `Keys for idempotent requests can only be used with the same parameters they were first used with. ${advice}`,
        );
      }
      return earlier.answer;
    },
    remember(key: string, path: string, parameters: string, answer: Answer): void {
      remembered.set(key, { answer, parameters, path });
    },
  };
}

export type Idempotency = ReturnType<typeof createIdempotency>;
