/** A value in a document: text, or elements in order. A list repeats its element. */
export type XmlNode = string | number | boolean | { [element: string]: XmlNode | XmlNode[] };

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Writes one XML document, as S3 does: declaration, one root, no white space between elements. */
export function xmlDocument(root: string, content: XmlNode, namespace?: string): string {
  const open = namespace ? `${root} xmlns="${namespace}"` : root;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${open}>${write(content)}</${root}>`;
}

function write(node: XmlNode): string {
  if (typeof node !== 'object') return String(node).replace(/[&<>"\r]/g, (sign) => ENTITIES[sign] ?? sign);
  return Object.entries(node)
    .flatMap(([name, value]) => [value].flat().map((item) => `<${name}>${write(item)}</${name}>`))
    .join('');
}
