/** The page that a rule at the edge shows while the product is worked on. */
export function maintenancePage(headers: Headers): Response {
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('retry-after', '3600');
  const body = `<!doctype html>
<html lang="en"><head><title>Loventia is being looked after</title></head>
<body><h1>Down for maintenance</h1><p>We are working on Loventia and will be back within the hour.</p></body></html>
`;
  return new Response(body, { status: 503, headers });
}
