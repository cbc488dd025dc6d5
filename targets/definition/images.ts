import { z } from 'zod';
import { hostName, landmark, path } from './fields.ts';

/** The images that users see, and who may see them. */
export const imagesSchema = z.strictObject({
  /** Fields of the signed-in user that hold image addresses, or lists of them. */
  profileFields: z.array(z.string()).min(1),
  /**
   * Where addresses lie that are not whole, such as `avatars/7.jpg`: a host, and the folder there. On the API that says who
   * the user is, unless said; a name without folder and ending, such as the id of a file, is an address only where it is.
   */
  relativeTo: z.strictObject({ host: hostName, path: path.default('/') }).optional(),
  /** How many images the probe user has at least. */
  atLeast: z.number().int().positive().default(1),
  /** Images that anyone may see, looked at without signing in: paths on `host`. */
  samples: z.strictObject({ host: hostName, paths: z.array(path).min(1) }).optional(),
  /** Some of them are signed: by S3, Google, Azure or CloudFront, each in its own way. */
  presigned: z.boolean().default(false),
  /** An object that must refuse an unsigned request. */
  private: z.strictObject({ host: hostName, path }).optional(),
  /** The frontend reads images with CORS. */
  cors: z.boolean().default(false),
  /** Smallest believable size, in bytes; a drawing (SVG) may be smaller. */
  minBytes: z.number().int().positive().default(500),
  /** Shows the images of a signed-in user. */
  page: z.strictObject({ path, landmark }).optional(),
});
