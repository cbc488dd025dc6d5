import { statusLine } from '#fixtures/outcome/common-failures.ts';
import type { Facts, FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

/** `count` of `total` images, the first of them by its name. */
export type BrokenImages = FactsWith<'name' | 'count' | 'total'>;

/** In which way one image is not what a user should see, in words. */
export function howBroken({ status, problem, type, got, detail }: Facts): string {
  if (problem === 'media-type') return `is ${type || 'of no type'}, expected image/*`;
  if (problem === 'too-small') return `has only ${got} bytes`;
  if (problem === 'not-an-image') return `says ${type}, but its bytes are no image: ${JSON.stringify(got)}`;
  if (problem === 'other-format') return `says ${type}, but its bytes are ${got}`;
  if (problem === 'not-shown') return `is ${got}, which most browsers do not show`;
  if (problem === 'breaks-off') return 'breaks off before the length that its answer says';
  if (problem === 'cut-short') return `is cut short after ${got} bytes`;
  return status === undefined ? (detail ?? 'no answer') : `answered ${status}`;
}

/** How claims about images fail. */
export const imageFailures = defineFailures({
  'image-denied': { class: 'image', message: broken<'status'> },
  'image-missing': { class: 'image', message: broken<'status'> },
  /** The storage itself calls the link expired, whatever its own dates say. */
  'image-link-expired': { class: 'image', message: broken<'status'> },
  'image-not-served': { class: 'image', message: broken<'status'> },
  /** Answered 200, and a browser could not show it; `problem` is a word of `image.ts`, or `breaks-off`. */
  'image-unreadable': { class: 'image', message: broken<'problem'> },
  /** Its host took the request; not all of the image came in time. */
  'image-timeout': { class: 'timeout', message: broken<'detail'> },
  /** The way to its host ended before an answer came. */
  'image-unreachable': { class: 'tcp', message: broken<'detail'> },
  'image-slow': {
    class: 'latency',
    message: ({ name, ms, budgetMs }: FactsWith<'name' | 'ms' | 'budgetMs'>) =>
      `${name}: first byte after ${ms} ms, budget ${budgetMs} ms`,
  },
  /** A browser shows it by its bytes; whatever reads types does not. */
  'image-mislabelled': {
    class: 'image',
    message: ({ name, type }: FactsWith<'name' | 'type'>) =>
      `${name} shows, although it is sent as ${type || 'no type'}, expected image/*`,
  },
  'image-address-missing': {
    class: 'image',
    message: ({ field }: FactsWith<'field'>) => `the user has no image address in ${field}`,
  },
  'images-too-few': {
    class: 'image',
    message: ({ subject, count, expected }: FactsWith<'subject' | 'count' | 'expected'>) =>
      `${subject}: ${count}, expected at least ${expected}`,
  },
  'image-origin-refused': {
    class: 'cors',
    message: ({ name, got, origin }: FactsWith<'name' | 'got' | 'origin'>) =>
      `${name} allows ${got || 'no origin'}, expected ${origin}`,
  },
  'link-undated': {
    class: 'image',
    message: ({ name }: FactsWith<'name'>) => `${name}: its signature does not say when it ends`,
  },
  'link-expired-when-issued': {
    class: 'image',
    message: ({ name, seconds }: FactsWith<'name' | 'seconds'>) =>
      `${name}: its signature ended ${seconds} s before it was handed out`,
  },
  /** Whoever may not see it gets the image. */
  'private-image-readable': { class: 'image', message: statusLine },
  /** Whoever may not see it is not refused in so many words; whether the image came is not said. */
  'private-image-not-refused': { class: 'image', message: statusLine },
  /** No image comes, but what comes in its place calls itself a success. */
  'refusal-unsaid': {
    class: 'image',
    message: ({ subject, status, type }: FactsWith<'subject' | 'status' | 'type'>) =>
      `${subject} answered ${status} with ${type || 'no type'} in place of an image, expected a refusal`,
  },
  'refusal-with-image': {
    class: 'image',
    message: ({ subject, status, type }: FactsWith<'subject' | 'status' | 'type'>) =>
      `${subject} answered ${status}, and ${type} came with it`,
  },
  'image-not-shown': {
    class: 'image',
    message: ({ count, total, name }: BrokenImages) => `${count} of ${total} images show nothing: ${name}`,
  },
  'images-still-loading': {
    class: 'timeout',
    message: ({ path, ms }: FactsWith<'path' | 'ms'>) => `images of ${path} are still loading after ${ms} ms`,
  },
  'image-page-not-shown': {
    class: 'image',
    message: ({ path }: FactsWith<'path'>) => `${path} does not show what a person knows it by`,
  },
});

function broken<K extends keyof Facts>(facts: BrokenImages & FactsWith<K>): string {
  return `${facts.count} of ${facts.total} images broken: ${facts.name} ${howBroken(facts)}`;
}
