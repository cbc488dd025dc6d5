import { type CleanAnswer, isGood, type Mutation, withBody, withHeaders } from '../answer.ts';

const errorPage =
  '<!doctype html><html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>';

const status = (code: number): Mutation => ({
  name: `status ${code}`,
  apply: (answer) => (code === 204 ? withBody({ ...answer, status: code }, '') : { ...answer, status: code }),
});

/** A redirect to the very address that was asked for. */
const loop: Mutation = {
  name: 'status 302 to itself',
  apply: (answer, url) => withBody(withHeaders({ ...answer, status: 302 }, { location: url.href }), ''),
};

const page = (code: number): Mutation => ({
  name: code === 200 ? 'an HTML error page as 200' : `an HTML page as ${code}`,
  apply: (answer) =>
    withBody(withHeaders({ ...answer, status: code }, { 'content-type': 'text/html; charset=utf-8' }), errorPage),
});

/** Other statuses than the one that came, as far as they mean something else: a refusal that becomes another refusal does not. */
export function ofStatus(answer: CleanAnswer): Mutation[] {
  if (isGood(answer)) return [status(500), status(404), status(204), page(403), page(200), loop];
  if (answer.status < 400) return [status(500), status(404), page(200), loop];
  return [status(200), status(500), loop];
}
