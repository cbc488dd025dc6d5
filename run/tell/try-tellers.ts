import { createRedactor } from '#record/redactor.ts';
import { type Notice, noticeVersion } from '#reporters/json/notice-schema.ts';
import { type Environment, knownSecrets } from '#targets/definition/secrets.ts';
import type { TellSetting } from '#targets/definition/tell.ts';
import type { Target } from '#targets/target.ts';
import { inOneLine } from '../our-fault.ts';
import { incidentKey } from './incident-key.ts';
import { plainNotice } from './plain-notice.ts';
import { type Asked, networkPost, type Post } from './post.ts';
import { tellerOf } from './tellers.ts';

/** What came of a test, of one who is told. */
export interface Tried {
  name: string;
  kind: string;
  isHeard: boolean;
  /** What was answered, or why nothing was. */
  said: string;
}

const withinMs = 10_000;

/** Tells each of them a test, beside each other; where an incident stays open until it is over, its end too. */
export function tryTellers(names: readonly string[], target: Target, environment: Environment): Promise<Tried[]> {
  const redact = createRedactor(knownSecrets(target, environment));
  const until = new AbortController().signal;
  return Promise.all(
    each(names, target, async ({ name, setting }) => {
      const post = networkPost(environment, { redact, until, withinMs });
      const heard = await testOne(setting, plainNotice(testNotice(target), redact), post).then(
        (said) => ({ isHeard: true, said }),
        (error: unknown) => ({ isHeard: false, said: inOneLine(error) }),
      );
      return { name, kind: setting.kind, ...heard, said: redact(heard.said) };
    }),
  );
}

/** What would be sent to each of them, with the names of variables in place of what they hold. */
export async function printTellers(
  names: readonly string[],
  target: Target,
): Promise<{ name: string; asked: Asked[] }[]> {
  return Promise.all(
    each(names, target, async ({ name, setting }) => {
      const asked: Asked[] = [];
      await testOne(setting, testNotice(target), dryPost(asked));
      return { name, asked };
    }),
  );
}

const each = <T>(
  names: readonly string[],
  { tell }: Target,
  work: (one: { name: string; setting: TellSetting }) => Promise<T>,
): Promise<T>[] =>
  names.flatMap((name) => {
    const setting = tell[name];
    return setting ? [work({ name, setting })] : [];
  });

async function testOne(setting: TellSetting, notice: Notice, post: Post): Promise<string> {
  const teller = tellerOf(setting);
  if (teller.hears === 'runs') return (await teller.test(setting, post)).answered;
  const { answered, ref } = await teller.tell(notice, setting, post);
  if (!teller.keepsOpen) return answered;
  const over = await teller.tell({ ...notice, event: 'resolved' }, setting, post, ref);
  return `${answered}; then ${over.answered}`;
}

/** Keeps what it is asked to send; GitHub's answers say which issue is meant. */
const dryPost = (asked: Asked[]): Post => ({
  secret: (name) => `<${name}>`,
  async send(one) {
    asked.push(one);
    return { status: 200, text: one.method === 'GET' ? '[]' : '{"number":1}' };
  },
});

function testNotice(target: Target): Notice {
  const at = new Date().toISOString();
  const { name, environment, runbook } = target;
  return {
    schema: noticeVersion,
    event: 'test',
    about: 'product',
    key: incidentKey({ target: name, environment }, 'test'),
    ...{ target: name, environment, severity: 'P3', incidents: ['test'], checks: [] },
    title: 'this is a test of who is told, nothing has happened',
    team: 'whoever runs Watchpost',
    ...{ since: at, at, lasted: '0 s' },
    lines: [
      { label: 'Cause', text: 'none: somebody has called `npm run notify -- --test`' },
      { label: 'Affected', text: 'nobody' },
      {
        label: 'Do 1',
        text: 'nothing; a command to copy stands like this one',
        command: `npm run triage -- --target ${name}`,
      },
    ],
    links: runbook ? [{ text: 'Runbook', url: runbook }] : [],
    run: 'none',
  };
}
