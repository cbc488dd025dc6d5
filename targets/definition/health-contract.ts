import { z } from 'zod';

/** What a liveness answer must tell beside its state, so that another service or an answer of old does not pass for it. */
export const healthContract = z.strictObject({
  /** Which service it is: the name, and the field where it stands (a dot leads inside). */
  service: z.strictObject({ field: z.string().min(1).default('service'), is: z.string().min(1) }).optional(),
  /** Fields that must be there and hold something. */
  fields: z.array(z.string().min(1)).default([]),
  /** Where the time of the answer stands, and how far it may be off, in seconds. */
  fresh: z
    .strictObject({
      field: z.string().min(1).default('timestamp'),
      withinSeconds: z.number().positive().default(60),
    })
    .optional(),
});
export type HealthContract = z.output<typeof healthContract>;
