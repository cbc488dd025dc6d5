import type { TellSetting } from '#targets/definition/tell.ts';
import { github } from './kinds/github.ts';
import { heartbeat } from './kinds/heartbeat.ts';
import { pagerduty } from './kinds/pagerduty.ts';
import { slack } from './kinds/slack.ts';
import { teams } from './kinds/teams.ts';
import { webhook } from './kinds/webhook.ts';
import type { Teller } from './teller.ts';

/** All kinds of people and programs that are told. One more is a file of `kinds/`, a line here, and its setting in `targets/definition/tell.ts`. */
const kinds: { [K in TellSetting['kind']]: Teller<K> } = { slack, teams, webhook, pagerduty, github, heartbeat };

/** How one that the target names is told. */
export const tellerOf = <K extends TellSetting['kind']>({ kind }: { kind: K }): Teller<K> => kinds[kind] as Teller<K>;
