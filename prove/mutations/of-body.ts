import { type CleanAnswer, type Mutation, typeOf, withBody, withHeaders } from '../answer.ts';

const half = ({ body }: CleanAnswer) => body.subarray(0, Math.floor(body.length / 2));
const readable = /json|xml|^text\/(html|plain)/;

const empty: Mutation = { name: 'body empty', apply: (answer) => withBody(answer, '') };
const shortened: Mutation = {
  name: 'body shortened, its length too',
  apply: (answer) => withBody(answer, half(answer)),
};
const cut: Mutation = {
  name: 'body ends before its length',
  apply: (answer) => ({ ...answer, delivery: { kind: 'cut', by: 'end' } }),
};
const reset: Mutation = {
  name: 'connection reset in the body',
  apply: (answer) => ({ ...answer, delivery: { kind: 'cut', by: 'reset' } }),
};
const otherType: Mutation = {
  name: 'another content type',
  apply: (answer) =>
    withHeaders(answer, {
      'content-type': typeOf(answer) === 'text/plain' ? 'application/octet-stream' : 'text/plain',
    }),
};

/** Every bit of one byte in the middle turned: what a disk or a broken build does to a file. */
const flipped: Mutation = {
  name: 'a byte turned over',
  apply(answer) {
    const body = Buffer.from(answer.body);
    const middle = Math.floor(body.length / 2);
    body[middle] = (body[middle] ?? 0) ^ 0xff;
    return { ...answer, body };
  },
};

/** What can happen to a body. Text that is read has mutations of its own where it is JSON, so that no byte of it is turned. */
export function ofBody(answer: CleanAnswer): Mutation[] {
  if (answer.body.length === 0) return [];
  return [empty, shortened, cut, reset, otherType, ...(readable.test(typeOf(answer)) ? [] : [flipped])];
}
