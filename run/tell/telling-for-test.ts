import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReceivers, type Receivers } from '#demo/receivers/open-receivers.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Changes } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { anAnswer } from '#reporters/answer-for-test.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Target } from '#targets/target.ts';
import { tellPeople } from './tell-people.ts';

/** A target that tells all kinds of people, the services that they are told by, and a store. */
export interface Telling extends AsyncDisposable {
  receivers: Receivers;
  target: Target;
  environment: Record<string, string>;
  /** The folder of the store. */
  store: string;
  /** One more run, a minute after the last, as its record comes back. */
  run(
    changes?: Changes,
    differing?: Partial<RunRecord>,
    options?: { tells?: boolean; until?: AbortSignal },
  ): Promise<RunRecord>;
}

/** Whoever is told; `only` leaves the others out. */
export async function openTelling(only?: readonly string[]): Promise<Telling> {
  const receivers = await openReceivers();
  const { origin } = receivers;
  const folder = await mkdtemp(join(tmpdir(), 'telling-'));
  const all = {
    team: { kind: 'slack', url: 'TELL_SLACK', mention: ['here', 'U012AB3CD', 'S0615G0KT'] },
    chat: { kind: 'teams', url: 'TELL_TEAMS', mention: [{ name: 'Ann [x](y)', id: 'ann@shop.example' }] },
    pager: { kind: 'pagerduty', routingKey: 'TELL_KEY', api: origin },
    issues: { kind: 'github', token: 'TELL_TOKEN', repository: 'shop/shop', api: origin, mention: ['shop/oncall'] },
    hook: { kind: 'webhook', url: 'TELL_HOOK', headers: { authorization: 'TELL_AUTH' } },
    alive: { kind: 'heartbeat', url: 'TELL_ALIVE', form: 'healthchecks' },
  };
  const tell = Object.fromEntries(Object.entries(all).filter(([name]) => !only || only.includes(name)));
  const target = await loadTarget('loventia', { environment: 'test', 'hosts.api': origin, tell });
  const environment = {
    ...{ TELL_SLACK: `${origin}/slack`, TELL_TEAMS: `${origin}/teams`, TELL_HOOK: `${origin}/hook` },
    ...{
      TELL_KEY: '7c0e41d9a2b85f36e1d07a94c3b26f58',
      TELL_TOKEN: 'ghs_4f8a2c91d7e35b60',
      TELL_AUTH: 'Bearer 9d1e7b3c5a2f8046',
    },
    ...{ TELL_ALIVE: `${origin}/alive/8f14e45f`, WATCHPOST_STORE: folder },
  };
  let minute = 0;
  return {
    ...{ receivers, target, environment, store: join(folder, 'loventia-test') },
    async run(changes = {}, differing = {}, { tells = true, until } = {}) {
      minute += 1;
      const endedAt = new Date(Date.UTC(2026, 10, 21, 3, minute)).toISOString();
      const record = { ...sampleRecord(changes, { endedAt }), ...differing };
      const settings = { target, tells, runId: crypto.randomUUID() };
      return tellPeople(
        { record, answer: anAnswer(record, target) },
        { settings, environment: environment as Environment, ...(until && { until }) },
      );
    },
    async [Symbol.asyncDispose]() {
      await receivers[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
