import { type BootOptions, bootLoventia, type Loventia } from '../boot.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** Boots a demo for one test and closes it again, whatever comes of the test. */
export async function withDemo(
  options: BootOptions,
  use: (visitor: Visitor, demo: Loventia) => Promise<void>,
): Promise<void> {
  const demo = await bootLoventia(options);
  const visitor = createVisitor(demo, 3_000);
  try {
    await use(visitor, demo);
  } finally {
    await visitor.close();
    await demo.close();
  }
}
