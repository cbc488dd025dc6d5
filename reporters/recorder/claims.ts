import process from 'node:process';
import type { Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { type Claim, claimOf } from '#record/claim.ts';
import type { CheckRecord } from '#record/run-record.ts';
import type { SpecFiles } from '#targets/definition/own-checks.ts';
import type { Settings } from '#targets/definition/settings.ts';
import type { FinishedTest } from './check-of-test.ts';
import { milderThanAsked, type SettingsOfChoice } from './left-out.ts';
import { blockersOf } from './specs/blockers.ts';
import { specClaims, titleOfSpec } from './specs/spec-claims.ts';

type SettingsOfClaims = Pick<Settings, 'target' | 'targetName' | 'ownChecks'> & SettingsOfChoice;

/** What claims and target say of a test. */
export type SaidOfTest = Pick<FinishedTest, 'claim' | 'mutes' | 'spec'>;

/** What the tests of a run claim: checks say it themselves, and of specs the target and their titles do. */
export class Claims {
  readonly #ofSpecs: ReadonlyMap<string, Claim>;
  readonly #settings: SettingsOfClaims;
  readonly #specs: ReadonlyMap<string, SpecFiles>;
  /** A spec is marked with `only`: Playwright has taken out all that is not, our own checks too, and says so itself. */
  readonly hasFocus: boolean;
  /** How many claims are left out for nothing but their severity. */
  readonly milder: number;

  /** @param suite all tests, before any is taken out: by which an id is told from another is not to hang on what is selected. */
  constructor(suite: Suite, settings: SettingsOfClaims) {
    const byFile = new Map(
      settings.ownChecks.specs.flatMap((specs) => specs.files.map((file) => [file, specs] as const)),
    );
    const found = suite.allTests().flatMap((test) => {
      const file = fileOf(test);
      const specs = byFile.get(file);
      return specs && !claimOf(test.annotations) ? [{ test, file, specs }] : [];
    });
    this.#settings = settings;
    this.hasFocus = found.length > 0 && found.length === suite.allTests().length;
    const claims = specClaims(found, settings);
    this.#ofSpecs = new Map(found.flatMap(({ test }, at) => (claims[at] ? [[test.id, claims[at]] as const] : [])));
    const asked = suite.allTests().flatMap((test) => this.of(test) ?? []);
    this.milder = milderThanAsked(asked, settings);
    this.#specs = new Map(found.map(({ test, specs }) => [test.id, specs]));
  }

  /** Whether specs that the target names are among the tests: where one does not load, a run goes on without them. */
  hasSpecs(): boolean {
    return this.#specs.size > 0 || this.#settings.ownChecks.specs.length === 0;
  }

  /** Undefined for a test that makes no claim. */
  of(test: TestCase): Claim | undefined {
    return this.#ofSpecs.get(test.id) ?? claimOf(test.annotations);
  }

  /** What the target says of the spec that a test is; undefined for a check of ours. */
  specOf(test: TestCase): SpecFiles | undefined {
    return this.#specs.get(test.id);
  }

  /** What is to be known of a test that ended; what kept a spec from running it needs. */
  ended(test: TestCase, result: TestResult, checks: readonly CheckRecord[]): SaidOfTest | undefined {
    const claim = this.of(test);
    const specs = this.#specs.get(test.id);
    const { target } = this.#settings;
    const { mutes, network } = target;
    if (!claim || !specs) return claim && { claim, mutes };
    const unset = specs.secrets.filter((name) => !process.env[name]);
    const checkOf = (one: TestCase) => checks.find(({ id }) => id === this.of(one)?.id);
    const blockers = blockersOf(test, result, (one) => checkOf(one)?.outcome).flatMap((one) => this.of(one)?.id ?? []);
    return { claim: { ...claim, needs: [...claim.needs, ...blockers] }, mutes, spec: { ...network, unset } };
  }

  /** A test as a reader knows it. */
  titleOf(test: TestCase): string {
    return this.#specs.has(test.id) ? titleOfSpec(test) : test.title;
  }

  /** The tests of a suite that make claims; one that is repeated is there several times. */
  among(suite: Suite): [TestCase, Claim][] {
    return suite.allTests().flatMap((test) => {
      const claim = this.of(test);
      return claim ? [[test, claim] as [TestCase, Claim]] : [];
    });
  }
}

/** A test may stand in a file that another one loads: it belongs to the one that was named. */
function fileOf(test: TestCase): string {
  let suite: Suite | undefined = test.parent;
  while (suite && suite.type !== 'file') suite = suite.parent;
  return suite?.location?.file ?? test.location.file;
}
