import { type Answered, type Post, saidBy } from '../post.ts';
import type { RunTeller } from '../teller.ts';

/** A dead man's switch: it calls somebody when nothing comes any more, also when the cloud that runs us is what is down. */
export const heartbeat: RunTeller<'heartbeat'> = {
  hears: 'runs',
  async beat({ complete, verdict }, { url, form }, post) {
    const couldTell = complete && ['ok', 'degraded', 'failed'].includes(verdict.name);
    if (couldTell) return { answered: String((await sign(post, post.secret(url))).status) };
    if (form === 'plain') return undefined;
    const fail = { method: 'POST', url: below(post.secret(url), 'fail'), body: { verdict: verdict.name } } as const;
    return { answered: String((await post.send(fail)).status) };
  },
  async test({ url, form }, post) {
    if (form === 'plain') {
      const { status } = await sign(post, post.secret(url));
      return { answered: `${status}; it counts as a sign of life: there is no other way to ask` };
    }
    // Written down there, and no sign of life.
    const log = { method: 'POST', url: below(post.secret(url), 'log'), body: { test: 'Watchpost' } } as const;
    return { answered: String((await post.send(log)).status) };
  },
};

/** Healthchecks answers 200 to an address that it does not know, and says so in words: https://healthchecks.io/docs/http_api/ */
async function sign(post: Post, url: string): Promise<Answered> {
  const answer = await post.send({ method: 'GET', url });
  if (/^OK \((?:not found|rate limited)\)/i.test(answer.text)) throw new Error(`answered ${saidBy(answer)}`);
  return answer;
}

/** https://healthchecks.io/docs/http_api/: a signal is a last part of the path, before what is asked. */
function below(address: string, signal: string): string {
  const [path = '', ...asked] = address.split('?');
  return [`${path.replace(/\/+$/, '')}/${signal}`, ...asked].join('?');
}
