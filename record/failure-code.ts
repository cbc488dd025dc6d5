import type { Failure } from './evidence.ts';
import { type Facts, fittingFacts } from './facts.ts';
import type { FailureClass } from './vocabulary.ts';

/**
 * One way in which claims of a layer fail: the unit by which incidents recognise a failure. Its id is unique in the whole
 * house, and its sentence is the only place where it is put into words.
 */
export interface FailureCode<F extends Facts = Facts> {
  /** Kebab-case, such as `login-refused`. */
  readonly id: string;
  /** The class of such a failure, unless the one who fails says otherwise. */
  readonly class: FailureClass;
  /** The failure in one line, from its facts. Pure. */
  message(facts: F): string;
}

type Definition<F extends Facts> = Omit<FailureCode<F>, 'id'>;

/** The closed list of a layer's codes: what stands under a name gets that name as its id. */
export function defineFailures<T extends Record<string, Definition<never>>>(
  table: T,
): { readonly [Id in keyof T]: T[Id] & { readonly id: Id } } {
  const named = Object.entries(table).map(([id, definition]) => [id, { id, ...definition }]);
  return Object.fromEntries(named);
}

/** What was seen, as a code of its own puts it. Pure. */
export const seenAs = <F extends Facts>(
  code: FailureCode<F>,
  facts: F,
  as: FailureClass = code.class,
): Pick<Failure, 'class' | 'code' | 'facts' | 'message'> => ({
  class: as,
  code: code.id,
  facts: fittingFacts(facts),
  message: code.message(facts),
});
