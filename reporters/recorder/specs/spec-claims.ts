import { dirname, relative } from 'node:path';
import type { TestCase } from '@playwright/test/reporter';
import type { Claim } from '#record/claim.ts';
import type { FailureClass } from '#record/vocabulary.ts';
import { reachabilityOf, workingApi, workingFrontend } from '#targets/definition/needs.ts';
import type { SpecFiles } from '#targets/definition/own-checks.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { targetFileOf } from '#targets/definition/target-file.ts';
import type { Target } from '#targets/target.ts';
import { specIds } from './spec-ids.ts';

/** What a spec may fail by; the first is what a target's `advisory` speaks of. */
const classes: [FailureClass, ...FailureClass[]] = [
  ...(['render', 'contract', 'http-error', 'timeout', 'dns', 'tcp', 'tls'] as const),
];

/** The titles of the describe blocks around a test, and its own. */
const titlesOf = (test: TestCase): string[] => test.titlePath().slice(3).filter(Boolean);

/** A spec as a reader knows it, with the reason where it says that it is left out. */
export function titleOfSpec(test: TestCase): string {
  const title = titlesOf(test).join(' › ');
  return test.expectedStatus === 'failed' ? `${title} (known not to hold)` : title;
}

/** A test of a spec file, with what the target says of that. */
export interface SpecTest {
  test: TestCase;
  /** The file that was named: a test may stand in another, which that one loads. */
  file: string;
  specs: SpecFiles;
}

/** What specs claim, in their order. */
export function specClaims(tests: readonly SpecTest[], settings: Pick<Settings, 'target' | 'targetName'>): Claim[] {
  const { target, targetName } = settings;
  const home = dirname(targetFileOf(targetName));
  const ids = specIds(
    tests.map(({ test, file, specs: { layer } }) => ({
      layer,
      file: relative(home, file),
      titles: titlesOf(test),
    })),
  );
  return tests.map(({ test, specs }, at) => claimOfSpec(ids[at] ?? '', test, specs, target));
}

function claimOfSpec(id: string, test: TestCase, specs: SpecFiles, target: Target): Claim {
  const { layer, tier, severity, owner } = specs;
  return {
    id,
    layer,
    tier,
    needs: specs.needs ?? needsOfSpecs(target),
    severity: target.severities[id] ?? target.severities[id.split(':', 1)[0] ?? ''] ?? severity,
    owner: owner ?? target.owners[layer] ?? target.owners.default ?? 'nobody named',
    classes,
    watched: !isLeftOut(test),
    advisory: target.advisory.includes(classes[0]),
  };
}

/** `skip` and `fixme`, as it is written: known before anything runs. */
const isLeftOut = ({ annotations }: TestCase) => annotations.some(({ type }) => type === 'skip' || type === 'fixme');

/** Nobody knows what a spec asks: whatever breaks all of the product comes before it. */
function needsOfSpecs(target: Target): string[] {
  const { apis, hosts } = target;
  const found = [...workingFrontend(target), ...Object.values(apis).flatMap(({ host }) => workingApi(host, target))];
  return found.length > 0 ? [...new Set(found)] : Object.keys(hosts).flatMap((host) => reachabilityOf(host, target));
}
