import { meaningsOf } from '#diagnosis/log-signs.ts';
import { webhookLogSigns } from './webhook-log-signs.ts';

/** Why the app says that it refuses an event, in a word of the log's signs: many apps answer with the error itself. Pure. */
export const refusalReason = (body: string): string => meaningsOf([body], webhookLogSigns)[0] ?? 'unsaid';
