import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

/** A template of CloudFormation, with its short forms (`!Ref`, `!Sub`) written out (`{ Ref: … }`, `{ 'Fn::Sub': … }`). */
export interface Template {
  Parameters: Record<string, { Type: string; Default?: unknown; NoEcho?: boolean }>;
  Conditions: Record<string, unknown>;
  Resources: Record<
    string,
    { Type: string; Condition?: string; Properties?: Record<string, unknown>; [more: string]: unknown }
  >;
  Outputs: Record<string, { Description?: string; Value: unknown }>;
  [more: string]: unknown;
}

/** Reads one. */
export function readTemplate(text: string): Template {
  const document = parseDocument(text, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error) throw error;
  return plain(document.contents) as Template;
}

function plain(node: unknown): unknown {
  if (isMap(node))
    return withTag(
      node.tag,
      Object.fromEntries(node.items.map(({ key, value }) => [String(plain(key)), plain(value)])),
    );
  if (isSeq(node)) return withTag(node.tag, node.items.map(plain));
  return isScalar(node) ? withTag(node.tag, node.value) : node;
}

function withTag(tag: string | undefined, value: unknown): unknown {
  if (!tag?.startsWith('!')) return value;
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt')
    return {
      'Fn::GetAtt': String(value)
        .split(/\.(.*)/s)
        .slice(0, 2),
    };
  return { [`Fn::${name}`]: value };
}
