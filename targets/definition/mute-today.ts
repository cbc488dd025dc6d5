import type { Mute } from '#record/mute.ts';
import type { Layer } from '#record/vocabulary.ts';

/** A layer that whoever starts a run knows to be broken, and wants to look past: for this run, so until today. Pure. */
export const muteToday = (layer: Layer, now = new Date()): Mute => ({
  layer,
  owner: 'this run',
  reason: 'asked for by --mute',
  until: now.toISOString().slice(0, 10),
});
