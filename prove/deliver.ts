import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { headerOf, type ServedAnswer } from './answer.ts';

/** Statuses that have no body by definition. */
const bodiless = [204, 304];

/** Sends an answer in the way it says. Resolves when nothing more is sent, also when the caller has gone. */
export async function deliver(answer: ServedAnswer, method: string, response: ServerResponse): Promise<void> {
  const { status, headers, delivery } = answer;
  const body = bodiless.includes(status) || method === 'HEAD' ? Buffer.alloc(0) : answer.body;
  const half = body.subarray(0, Math.floor(body.length / 2));
  if (delivery?.kind === 'late' && delivery.part === 'headers') await pause(delivery.ms, response);
  if (response.destroyed) return;
  response.sendDate = false;
  const length = method === 'HEAD' ? headerOf(answer, 'content-length') : String(body.length);
  const { 'content-length': _, ...others } = headers;
  const sent: OutgoingHttpHeaders = bodiless.includes(status) ? others : { ...others, 'content-length': length };
  response.writeHead(status, sent);
  if (delivery?.kind === 'cut') return cut(half, delivery.by, response);
  if (delivery?.kind === 'late' && delivery.part === 'body') {
    response.write(half);
    await pause(delivery.ms, response);
    if (!response.destroyed) response.end(body.subarray(half.length));
    return;
  }
  response.end(body);
}

/** Half of the body, then the end of the connection: in order, or as a router that forgot it would. */
async function cut(half: Buffer, by: 'end' | 'reset', response: ServerResponse): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  response.write(half, () => resolve());
  response.once('close', resolve);
  await promise;
  if (by === 'end') response.socket?.end();
  else response.socket?.destroy();
}

/** Waits, but not for a caller that has gone. */
function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    response.once('close', done);
    function done(): void {
      clearTimeout(timer);
      response.off('close', done);
      resolve();
    }
  });
}
