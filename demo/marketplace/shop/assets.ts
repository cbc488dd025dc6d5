import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file of the build, under a name that its bytes have given it. */
export interface Asset {
  /** Relative to the CDN's root. */
  path: string;
  body: string;
  type: string;
}

/** One build of the shop. */
export interface Build {
  style: Asset;
  /** The entry, a module that brings the chunk when it is needed. */
  entry: Asset;
  chunk: Asset;
}

/** What a release has otherwise, or gets wrong, as the faults have it. */
export interface Mistakes {
  /** The release before, with another look. */
  isFormer?: boolean;
  /** It works, and throws in the console all the same. */
  throws?: boolean;
  /** It shows each order as it was when it was placed. */
  showsPending?: boolean;
}

const source = (name: string) => readFileSync(new URL(`client/${name}`, import.meta.url), 'utf8');

/** Builds the shop's files: each name holds the hash of what it names, so another build is another release. */
export function build({ isFormer, throws, showsPending }: Mistakes = {}): Build {
  const chunkSource = source('account.js');
  const chunk = script('account', showsPending ? chunkSource.replaceAll('order.status', "'pending'") : chunkSource);
  const [, chunkName = ''] = chunk.path.split('/');
  const entrySource = source('entry.js').replace('./account.js', `./${chunkName}`);
  const bug = '\nsetTimeout(() => document.forms.newsletter.addEventListener("submit", () => undefined));\n';
  return {
    style: asset(
      'shop',
      'css',
      source('shop.css') + (isFormer ? '.Hero { text-align: center }\n' : ''),
      'text/css; charset=utf-8',
    ),
    entry: script('entry', throws ? entrySource + bug : entrySource),
    chunk,
  };
}

const script = (name: string, body: string) => asset(name, 'js', body, 'text/javascript; charset=utf-8');

function asset(name: string, ending: string, body: string, type: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return { path: `assets/${name}-${hash}.${ending}`, body, type };
}
