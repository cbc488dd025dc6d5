import process from 'node:process';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, note, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { isReached } from './connection.ts';
import { edgeFailures } from './failures.ts';
import { besideProxy, runnerOnline } from './runner-online.ts';

const { neutral } = target.network;

test(runnerOnline.title, claim({ ...runnerOnline, watched: neutral.length > 0 }), async () => {
  const reached = await Promise.all(neutral.map((address) => isReached(new URL(`http://${address}`))));
  for (const [at, ok] of reached.entries()) note({ kind: 'probe', name: neutral[at] ?? '', ok });
  if (!reached.includes(true))
    fail(edgeFailures['runner-offline'], { host: neutral.join(', ') }, { evidence: besideProxy(process.env) });
  expect(reached).toContain(true);
  rulesOut('the network of the runner');
});
