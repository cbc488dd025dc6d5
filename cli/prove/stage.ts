import { readFile } from 'node:fs/promises';
import type { CleanAnswer, ServedAnswer } from '#prove/answer.ts';
import type { Read, Witnessed } from '#prove/learn.ts';
import type { Mutant } from '#prove/mutants.ts';
import type { Passing } from '#prove/proxy.ts';
import type { Asked, Upstream } from '#prove/upstream.ts';
import type { Target } from '#targets/target.ts';
import { loginOf } from './login-of.ts';
import { hostNamer } from './origins.ts';

/** What one proxy does to the answers of one run, and what it saw. */
export class Stage implements Upstream {
  /** Every answer so far, as the system gave it; kept until the first mutants come. */
  readonly witnessed: Witnessed[] = [];
  /** The mutants that were served in this run. */
  played = new Set<Mutant>();
  readonly #upstream: Upstream;
  readonly #hostOf: (url: URL) => string;
  /** Whether a request is a login that may be asked for once. */
  readonly #isLogin: (asked: Asked) => boolean;
  readonly #logins = new Map<string, CleanAnswer>();
  #mutants: readonly Mutant[] | undefined;

  constructor(upstream: Upstream, target: Target) {
    this.#upstream = upstream;
    this.#hostOf = hostNamer(target);
    const { auth } = target;
    // Each login by mail wants a mail of its own.
    this.#isLogin = auth?.rotates || auth?.kind === 'magic-link' ? () => false : loginOf(target);
  }

  /** These mutants are served from now on. */
  play(mutants: readonly Mutant[]): void {
    this.#mutants = mutants;
    this.played = new Set();
  }

  /** A login that came out well is asked for once: hundreds of runs would meet the limit of any system. */
  async ask(asked: Asked): Promise<CleanAnswer> {
    if (!this.#isLogin(asked)) return this.#upstream.ask(asked);
    const credentials = asked.body.toString('utf8');
    const known = this.#logins.get(credentials);
    if (known) return known;
    const answer = await this.#upstream.ask(asked);
    if (answer.status < 300) this.#logins.set(credentials, answer);
    return answer;
  }

  /** The answer as it is to be served. */
  change({ asked: { method, url }, answer }: Passing): ServedAnswer {
    const passing = { host: this.#hostOf(url), method, url, answer };
    if (!this.#mutants) this.witnessed.push({ at: Date.now(), ...passing });
    const mutant = this.#mutants?.find((one) => one.hits(passing));
    if (!mutant) return answer;
    this.played.add(mutant);
    return mutant.mutation.apply(answer, url);
  }

  async close(): Promise<void> {
    await this.#upstream.close();
  }
}

/** What a run told of its reading. */
export async function readsIn(file: string): Promise<Read[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
