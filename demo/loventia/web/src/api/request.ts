/** The API's address: runtime configuration that the CDN writes into index.html. */
const apiUrl = document.querySelector<HTMLMetaElement>('meta[name="loventia-api"]')?.content ?? '';

export interface RequestOptions {
  method?: 'GET' | 'POST';
  body?: unknown;
  token?: string | undefined;
}

/** The API answered, and the answer was not a success. An API that did not answer rejects with fetch's `TypeError`. */
class ApiError extends Error {
  readonly status: number;

  constructor(path: string, status: number) {
    super(`${path} answered ${status}`);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** One cross-origin call with the refresh cookie; resolves with the parsed JSON of a 2xx. */
export async function request<T>(path: string, { method = 'GET', body, token }: RequestOptions = {}): Promise<T> {
  const headers = new Headers({ accept: 'application/json' });
  if (token) headers.set('authorization', `Bearer ${token}`);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const response = await fetch(new URL(path, apiUrl), {
    method,
    headers,
    credentials: 'include',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new ApiError(path, response.status);
  return (await response.json()) as T;
}

export const statusOf = (error: unknown): number | undefined => (error instanceof ApiError ? error.status : undefined);
