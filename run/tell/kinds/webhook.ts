import { saidBy } from '../post.ts';
import type { IncidentTeller } from '../teller.ts';

/** Whatever takes JSON: the notice as it is, with the answer of the run in it. */
export const webhook: IncidentTeller<'webhook'> = {
  hears: 'incidents',
  keepsOpen: false,
  async tell(notice, { url, headers: named }, post) {
    const headers = Object.fromEntries(Object.entries(named).map(([name, variable]) => [name, post.secret(variable)]));
    const answer = await post.send({ method: 'POST', url: post.secret(url), headers, body: notice });
    return { answered: saidBy(answer) };
  },
};
