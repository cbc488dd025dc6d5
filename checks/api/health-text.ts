import { readElements } from '#fixtures/http/read-elements.ts';
import { parsedJson } from '#record/parsed-json.ts';
import { meaningOf } from './health-words.ts';

type Element = ReturnType<typeof readElements>[number];

/** More of a text is not read, in characters, and no more of its lines. */
const reach = 100_000;
const mostLines = 1_000;
/** Reports are not nested deeper. */
const deepest = 10;

/**
 * What a text that is no JSON holds as one: XML, JSON line by line, lines of `name: state`, and the truths of Prometheus'
 * format. Undefined for words and sentences. Pure.
 */
export function structuredText(text: string): unknown {
  const start = text.slice(0, reach).trim();
  if (start.startsWith('<')) return fromXml(start);
  const lines = start.split(/\r?\n/, mostLines).filter((line) => line.trim() !== '');
  return fromJsonLines(lines) ?? fromMetrics(lines) ?? fromLines(lines);
}

/** Read as what stands in a drawing of a page: there a browser's reader goes by the rules of XML. */
function fromXml(text: string): unknown {
  const xml = text.replace(/^<\?[^>]*\?>/, '').trim();
  if (/^<!doctype\s+html\b|^<html\b/i.test(xml)) return undefined;
  const drawing = readElements(`<svg>${xml}`).find(({ tagName }) => tagName === 'svg');
  const [root] = childrenOf(drawing);
  return root && valueIn(root, 0);
}

const childrenOf = (element: Element | undefined): Element[] =>
  (element?.childNodes ?? []).filter((node): node is Element => 'tagName' in node);

function valueIn(element: Element, depth: number): unknown {
  const children = depth >= deepest ? [] : childrenOf(element);
  const attributes = element.attrs
    .filter(({ name, prefix }) => !/^xmlns\b|:/.test(name) && !prefix)
    .map(({ name, value }) => [name, plain(value)] as const);
  const said = element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
  if (children.length === 0 && attributes.length === 0) return plain(said);
  if (children.length === 0)
    return Object.fromEntries([...(said.trim() ? [['status', plain(said)]] : []), ...attributes]);
  const held = children.map((child) => [child.tagName.replace(/^.*:/, ''), valueIn(child, depth + 1)] as const);
  const [[first] = ['']] = held;
  const isList = held.every(([name]) => name === first) && (held.length > 1 || 'name' in Object(held[0]?.[1]));
  return isList && attributes.length === 0 ? held.map(([, one]) => one) : Object.fromEntries([...attributes, ...held]);
}

/** A truth or a figure as such: neither is a word about how something is. */
function plain(text: string): string | number | boolean {
  const said = text.trim();
  if (/^(?:true|false)$/i.test(said)) return said.toLowerCase() === 'true';
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(said) ? Number(said) : said;
}

/** https://github.com/ndjson/ndjson-spec */
function fromJsonLines(lines: readonly string[]): unknown {
  if (lines.length < 2 || !lines[0]?.startsWith('{')) return undefined;
  const values = lines.map(parsedJson);
  return values.every((one) => typeof one === 'object' && one !== null) ? values : undefined;
}

/** Of figures only those that say whether something is up: https://prometheus.io/docs/concepts/jobs_instances/ */
function fromMetrics(lines: readonly string[]): unknown {
  if (!lines.some((line) => /^# (?:HELP|TYPE) \w/.test(line))) return undefined;
  const samples = lines.flatMap((line) => {
    const [, name = '', value] =
      /^((?:\w+_)?(?:up|healthy|ready))(?:\{[^}]{0,500}\})?[ \t]+([01])(?:\.0+)?(?:\s|$)/.exec(line) ?? [];
    return value === undefined ? [] : [[name, { status: value === '1' ? 'up' : 'down' }] as const];
  });
  const down = samples.filter(([, { status }]) => status === 'down');
  return { samples: lines.length, ...Object.fromEntries([...samples, ...down]) };
}

const line = /^\s*(?:- )?([A-Za-z][\w ./()-]{0,59}?)\s*(?::(?=\s|$)|=)\s*(.*)$/;

/** `db: up` and `db=up`, one below the other, and one alone where it is said of the whole. */
function fromLines(lines: readonly string[]): unknown {
  const pairs = lines.map(
    (one) =>
      line
        .exec(one)
        ?.slice(1)
        .map((part) => part.trim()) ?? [],
  );
  if (lines.length === 1 && !/^(?:status|state|health|healthy|ready|ok)$/i.test(pairs[0]?.[0] ?? '')) return undefined;
  const held = pairs.map(
    ([name = '', value = '']) => [name, firstWord(plain(value.replace(/^(["'])(.*)\1$/, '$2')))] as const,
  );
  // `ERROR: no connection` is a sentence, and no name.
  const areNames = held.every(([name, value]) => name !== '' && !(isTrouble(name) && /\s/.test(String(value))));
  return areNames && held.length > 0 ? Object.fromEntries(held) : undefined;
}

const isTrouble = (name: string) => ['bad', 'degraded'].includes(meaningOf(name));

/** A state that something is added to: `PASSED Application is running (0s)`. */
function firstWord(value: string | number | boolean): string | number | boolean {
  if (typeof value !== 'string' || meaningOf(value) !== 'untold') return value;
  const [first = ''] = /^[\w-]+/.exec(value) ?? [];
  return meaningOf(first) === 'untold' ? value : first;
}
