import { openConnection } from '../../fixtures/edge.ts';
import { claim, expect, test } from '../../fixtures/index.ts';
import { fail, note } from '../../fixtures/notes.ts';
import { target } from '../../fixtures/settings.ts';

const { neutral } = target.network;

test(
  'the runner itself is online',
  claim({ id: 'edge/runner-online', severity: 'P2', classes: ['harness'], watched: neutral.length > 0 }),
  async () => {
    const reached = await Promise.allSettled(
      neutral.map((address) => openConnection(new URL(`http://${address}`), { secure: false })),
    );
    const online = reached.filter(({ status }) => status === 'fulfilled');
    for (const [at, { status }] of reached.entries()) {
      note({ kind: 'probe', name: neutral[at] ?? '', ok: status === 'fulfilled' });
    }
    if (online.length === 0) fail('harness', `none of ${neutral.join(', ')} can be reached from here: it is us`);
    expect(online.length).toBeGreaterThan(0);
  },
);
