import { type BootOptions, bootLoventia, type Loventia } from '../boot.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** How long a visitor waits for an answer, in ms: long, because a busy machine may take seconds for one. */
const patienceMs = 20_000;

/**
 * Boots a demo for one test and closes it again, whatever comes of the test.
 *
 * @param apiPatienceMs how long the visitor waits for an answer of the API, where it is known that none comes.
 */
export async function withDemo(
  options: BootOptions,
  use: (visitor: Visitor, demo: Loventia) => Promise<void>,
  apiPatienceMs = patienceMs,
): Promise<void> {
  const demo = await bootLoventia(options);
  const visitor = createVisitor(demo, patienceMs, apiPatienceMs);
  try {
    await use(visitor, demo);
  } finally {
    await visitor.close();
    await demo.close();
  }
}
