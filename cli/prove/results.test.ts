import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { type ProofResult, wanted } from '#prove/result.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { provenSystems, resultsFileOf } from './results-file.ts';

for (const system of provenSystems()) {
  describe(`the proof of ${system}`, async () => {
    const result: ProofResult = JSON.parse(readFileSync(resultsFileOf(system), 'utf8'));
    const { proof } = await loadTarget(system);

    test('enough of what may go wrong with the answers is noticed', () => {
      const excused = result.survivors.filter(({ accepted }) => accepted).length;
      const thatMatter = result.mutants - excused;
      assert.ok(result.killed * 100 >= thatMatter * wanted, `${result.killed} of ${thatMatter} that matter`);
      assert.ok(
        excused * 10 <= result.mutants,
        `${excused} of ${result.mutants} are excused: too many to be exceptions`,
      );
    });

    test('every survivor is excused, for a reason that the target still gives', () => {
      const unexcused = result.survivors.filter(
        ({ answer, mutation, accepted }) =>
          !proof.accepted.some(
            (one) => one.reason === accepted && one.answer.test(answer) && one.mutation.test(mutation),
          ),
      );
      assert.deepEqual(unexcused, []);
    });

    test('no reason outlives the survivors that it excused', () => {
      const used = new Set(result.survivors.map(({ accepted }) => accepted));
      assert.deepEqual(
        proof.accepted.map(({ reason }) => reason).filter((reason) => !used.has(reason)),
        [],
      );
    });
  });
}
