import type { Store } from '#store/store.ts';
import type { GivenEvidence } from './demo-options.ts';
import type { Row } from './detect/rows.ts';

/** A running demo, and what a run has to be told to find it. */
export interface BootedDemo {
  environment: Record<string, string>;
  /** Origins, by what the demo calls them. */
  urls: Readonly<Record<string, string>>;
  /** What a person opens first. */
  front: string;
  /** SPKI hashes of the certificates a browser may trust. */
  trustedKeys: readonly string[];
  /** Who can sign in, where anybody can. */
  account?: { email: string; password: string };
  /** What its next release is called, by host, where it has one. */
  releases?: Readonly<Record<string, string>>;
  /** Replaces what is served by the next release, step by step, with these faults in it. */
  rollOut?(stepMs: number, faults: readonly string[]): Promise<void>;
  /**
   * Puts into a store what earlier runs would have seen.
   *
   * @param isBeforeRollOut the next release is still to come; else the demo plays a deploy that happened just before.
   */
  remember(store: Store, isBeforeRollOut?: boolean): Promise<void>;
  close(): Promise<void>;
}

/** How a demo is to be booted; everything is known to exist. */
export interface BootRequest {
  faults: readonly string[];
  latencyMs: number;
  jitterMs: number;
  evidence: readonly GivenEvidence[];
  /** It is asked by many runs in a row: its limits of rate stay out of the way. */
  manyRuns: boolean;
  plant: boolean;
}

/** A system of the demo: `cli/systems/<name>.ts`, beside the target of the same name. */
export interface DemoSystem {
  /** What `--fault` takes, and what a run should end with then. */
  faults: Readonly<Record<string, { effect: 'failed' | 'degraded' | 'misconfigured' | 'harmless' }>>;
  /** The hosts that a fault can be pinned to. */
  faultHosts: readonly string[];
  /** What its owner can give a run beyond what an outsider sees. */
  evidence: readonly GivenEvidence[];
  /** It has a next release, and can roll it out. */
  rollsOut?: boolean;
  /** What is to be detected in it. */
  rows: readonly Row[];
  boot(request: BootRequest): Promise<BootedDemo>;
}
