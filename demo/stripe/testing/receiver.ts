import { Hono } from 'hono';
import { listen } from '../../net/listen.ts';

/** A webhook as it arrived. */
export interface Received {
  readonly body: string;
  readonly headers: Headers;
}

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
  /** What it answers from now on. */
  status: number;
}

/** A webhook endpoint that keeps what it gets. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const app = new Hono();
  app.post('/webhooks/stripe', async (c) => {
    received.push({ body: await c.req.text(), headers: c.req.raw.headers });
    return new Response(null, { status: receiver.status });
  });
  const server = await listen({ fetch: app.fetch });
  const receiver: Receiver = {
    received,
    status: 200,
    url: `http://127.0.0.1:${server.port}/webhooks/stripe`,
    [Symbol.asyncDispose]: () => server.close(),
  };
  return receiver;
}
