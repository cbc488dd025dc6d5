import { z } from 'zod';
import type { Failure } from './evidence.ts';
import type { Trigger } from './vocabulary.ts';

const instant = z.iso.datetime();

/** An announced window of maintenance: what is red in it is expected. */
export const maintenanceSchema = z.strictObject({
  reason: z.string(),
  /** ISO instants: from the first, before the second. */
  from: instant,
  until: instant,
});
export type Maintenance = z.infer<typeof maintenanceSchema>;

/** The code of a page of maintenance, whatever was asked. */
const maintenanceCode = 'maintenance-page';

/** Whether a failure is a page of maintenance. */
export const isMaintenancePage = (failure: Pick<Failure, 'code'> | undefined): boolean =>
  failure?.code === maintenanceCode;

/** Whether a page of maintenance is what a run should see: it was announced. A deploy is judged by what it serves. */
export const expectsMaintenance = ({
  maintenance,
  trigger,
}: {
  maintenance?: Maintenance | undefined;
  trigger?: Trigger | undefined;
}): boolean => maintenance !== undefined && trigger !== 'deploy';
