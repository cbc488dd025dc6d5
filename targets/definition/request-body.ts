/** Fields as one object, as a request sends them; a dot in a name leads inside. */
export function requestBody(fields: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    const path = name.split('.');
    const last = path.pop() ?? name;
    let inner = body;
    for (const key of path) {
      const next: Record<string, unknown> = { ...Object(inner[key]) };
      inner[key] = next;
      inner = next;
    }
    inner[last] = value;
  }
  return body;
}
