import { type BootOptions, bootLoventia, type Loventia } from '../boot.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/**
 * Boots a demo for one test and closes it again, whatever comes of the test.
 *
 * @param patienceMs how long the visitor waits for an answer: long, because a busy machine may take seconds for one.
 */
export async function withDemo(
  options: BootOptions,
  use: (visitor: Visitor, demo: Loventia) => Promise<void>,
  patienceMs = 20_000,
): Promise<void> {
  const demo = await bootLoventia(options);
  const visitor = createVisitor(demo, patienceMs);
  try {
    await use(visitor, demo);
  } finally {
    await visitor.close();
    await demo.close();
  }
}
