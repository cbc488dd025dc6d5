import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { Bucket } from './bucket.ts';
import { corsHeaders } from './cors.ts';
import { S3Error } from './s3-error.ts';
import { parseRequest, type S3Request } from './s3-request.ts';

/** One request as it was answered. */
export interface S3LogEntry {
  method: string;
  bucket: string;
  key: string;
  status: number;
  /** S3's error code, where it was refused. */
  code?: string;
}

export interface Service {
  answer(request: S3Request, raw: () => Promise<ArrayBuffer>): Promise<Response>;
  bucket(name: string): Bucket | undefined;
  log(entry: S3LogEntry): void;
  now(): number;
}

/** Puts around every answer what S3 puts around it: ids, server, clock, CORS headers, and XML around an error. */
export function mount(service: Service): Hono {
  const app = new Hono();
  app.all('*', async (c) => {
    const raw = c.req.raw;
    const ids = { requestId: randomBytes(8).toString('hex').toUpperCase(), hostId: randomBytes(56).toString('base64') };
    const target = { method: raw.method, bucket: '', key: '' };
    let response: Response;
    let code: string | undefined;
    try {
      const request = parseRequest(raw);
      Object.assign(target, { bucket: request.bucket, key: request.key });
      response = await service.answer(request, () => raw.arrayBuffer());
    } catch (error) {
      const refused = error instanceof S3Error ? error : new S3Error('InternalError', { message: String(error) });
      code = refused.code;
      response = errorResponse(refused, ids);
    }
    decorate(response.headers, service, raw, target.bucket, ids);
    service.log({ ...target, status: response.status, ...(code !== undefined && { code }) });
    return response;
  });
  return app;
}

interface Ids {
  requestId: string;
  hostId: string;
}

function errorResponse(error: S3Error, { requestId, hostId }: Ids): Response {
  return new Response(error.toXml(requestId, hostId), {
    status: error.status,
    headers: { 'content-type': 'application/xml', ...error.detail.headers },
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html */
function decorate(headers: Headers, service: Service, raw: Request, bucket: string, { requestId, hostId }: Ids): void {
  headers.set('x-amz-request-id', requestId);
  headers.set('x-amz-id-2', hostId);
  headers.set('server', 'AmazonS3');
  headers.set('date', new Date(service.now()).toUTCString());
  if (raw.method === 'OPTIONS') return;
  const rules = service.bucket(bucket)?.policy.cors ?? [];
  for (const [name, value] of Object.entries(corsHeaders(rules, raw.method, raw.headers))) headers.set(name, value);
}
