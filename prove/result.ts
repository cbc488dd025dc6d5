import type { Target } from '#targets/target.ts';
import type { Fate } from './board.ts';

/** A mutant that nobody noticed. */
export interface Survivor {
  answer: string;
  mutation: string;
  /** The checks that read the answer. */
  readers: readonly string[];
  /** Why it does not matter, where the target says so. */
  accepted?: string;
  unclear?: string[];
}

/** What a proof found, as it is kept. */
export interface ProofResult {
  target: string;
  tiers: readonly string[];
  mutants: number;
  killed: number;
  survivors: Survivor[];
  /** Answers that are looked at and never judged, by the target's word: no mutants were made of them. */
  unjudged: string[];
  /** Reasons in the target that no longer excuse anything; only a proof of everything can know. */
  stale: string[];
  /** By check: the mutants of answers that it reads, those it noticed itself, and those that nobody noticed. */
  checks: Record<string, { mutants: number; killed: number; survivors: number }>;
  /** By answer and mutation: the check that noticed it, and the class it called it. */
  kills: Record<string, Record<string, string>>;
}

/** The share of mutants that must be noticed, in percent. */
export const wanted = 95;

/** Puts the fates together. Pure. */
export function resultOf(
  fates: readonly Fate[],
  { name, proof }: { name: string; proof: Pick<Target['proof'], 'accepted'> },
  tiers: readonly string[],
): ProofResult {
  const kills: ProofResult['kills'] = {};
  for (const { mutant, killedBy } of fates)
    if (killedBy) {
      const ofAnswer = kills[mutant.answer] ?? {};
      kills[mutant.answer] = ofAnswer;
      ofAnswer[mutant.mutation.name] = `${killedBy.check} ${killedBy.class}`;
    }
  const survivors = fates.filter(({ killedBy }) => !killedBy).map((fate) => survivorOf(fate, proof.accepted));
  const used = new Set(survivors.map(({ accepted }) => accepted));
  return {
    target: name,
    tiers,
    mutants: fates.length,
    killed: fates.length - survivors.length,
    survivors,
    unjudged: [],
    stale: proof.accepted.map(({ reason }) => reason).filter((reason) => !used.has(reason)),
    checks: checksOf(fates),
    kills,
  };
}

/** Whether a proof is good enough: nearly all noticed, or every survivor excused. */
export const isProved = ({ mutants, killed, survivors }: ProofResult): boolean =>
  killed * 100 >= mutants * wanted || survivors.every(({ accepted }) => accepted);

function survivorOf({ mutant, unclear }: Fate, accepted: Target['proof']['accepted']): Survivor {
  const { answer, mutation, readers } = mutant;
  const excuse = accepted.find((one) => one.answer.test(answer) && one.mutation.test(mutation.name));
  return {
    answer,
    mutation: mutation.name,
    readers,
    ...(excuse && { accepted: excuse.reason }),
    ...(unclear.length > 0 && { unclear }),
  };
}

function checksOf(fates: readonly Fate[]): ProofResult['checks'] {
  const ids = [...new Set(fates.flatMap(({ mutant }) => mutant.readers))].toSorted();
  return Object.fromEntries(
    ids.map((id) => {
      const read = fates.filter(({ mutant }) => mutant.readers.includes(id));
      const killed = read.filter(({ killedBy }) => killedBy?.check === id).length;
      return [id, { mutants: read.length, killed, survivors: read.filter(({ killedBy }) => !killedBy).length }];
    }),
  );
}
