import { Script } from 'node:vm';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import type { AssetKind } from './asset.ts';

/** How an asset was sent, as far as it decides whether a browser takes it. */
export interface SentAs {
  /** The media type; an empty text when none was said. */
  type: string;
  /** `X-Content-Type-Options: nosniff`: nothing is taken for what it is not called. */
  noSniff?: boolean;
  /** For a script that is no module: whether its text is one. Asked only where its type leaves that open. */
  runs?: () => boolean;
}

const scriptType = /javascript|ecmascript|^application\/wasm$/;
/** What a server sends in place of a file. Browsers look into fonts and pictures and care for no other type. */
const ofNoFile = /^(text\/(html|plain)|application\/(json|xhtml\+xml|xml))$/;
/** A script that comes as one of these is run by no browser, or is the page of an error by all experience. */
const ofNoScript = /^(image|audio|video)\/|^text\/(csv|html)$|\b(json|xml)$/;

/**
 * Whether a browser takes an asset of this kind under this type. A script that is no module runs under any type that is not
 * one of a picture, a sound, a film or a table, and a style sheet without a type is read, unless `nosniff` forbids to look;
 * modules are strict. https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-mime-type
 */
export function isTakenAs({ type, noSniff = false, runs = () => false }: SentAs, kind: AssetKind): boolean {
  if (kind === 'script') return scriptType.test(type) || (!noSniff && !ofNoScript.test(type) && runs());
  if (kind === 'style') return type === 'text/css' || (type === '' && !noSniff);
  if (kind === 'other') return type !== '' && type !== 'text/html';
  return !ofNoFile.test(type);
}

/** How a page begins that a browser takes for one though nobody says so: https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type */
const beginsAsPage =
  /^\s*<(?:!--|(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\s>])/i;

/** Nothing of the answer is taken for what it is not called. */
export const forbidsToSniff = (answer: HttpResponse): boolean =>
  answer.header('x-content-type-options').trim().toLowerCase() === 'nosniff';

/** Whether a browser shows an answer as a page: by its type, or where it has none by its beginning. */
export function isHtml(answer: HttpResponse): boolean {
  if (answer.type !== '') return /^(text\/html|application\/xhtml\+xml)$/.test(answer.type);
  return !forbidsToSniff(answer) && beginsAsPage.test(answer.text().slice(0, 1_445));
}

/** Whether a text can be read as a script. Nothing of it is run. */
export function isScript(text: string): boolean {
  try {
    return Boolean(new Script(text));
  } catch {
    return false;
  }
}
