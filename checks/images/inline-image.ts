import { HttpResponse } from '#fixtures/http/http-response.ts';

/** What an address with the image in it comes to, as if it had been fetched. */
export async function inlineImage(address: string): Promise<HttpResponse> {
  const answer = await fetch(address);
  const exchange = {
    ...{ method: 'GET', url: address.slice(0, 40), status: answer.status, phases: { total: 0 } },
    ...{ headers: {}, redirects: [] },
  };
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = { 'content-type': answer.headers.get('content-type') ?? '' };
  return new HttpResponse({ exchange, headers, body, certificate: undefined });
}
