import { z } from 'zod';

const instant = z.iso.datetime();

/** An announced window of maintenance: what is red in it is expected. */
export const maintenanceSchema = z.strictObject({
  reason: z.string(),
  /** ISO instants: from the first, before the second. */
  from: instant,
  until: instant,
});
export type Maintenance = z.infer<typeof maintenanceSchema>;
