import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { isWhole } from '#fixtures/http/images/image-end.ts';
import { formatOf, type ImageFormat, shownFormats } from '#fixtures/http/images/image-format.ts';

/** Why a browser could not show all of an image. */
export interface ImageProblem {
  problem: 'media-type' | 'too-small' | 'not-an-image' | 'other-format' | 'not-shown' | 'cut-short';
  /** The media type it was sent as; empty when it was sent without. */
  type: string;
  /** Bytes that came, or the format they are in, or how they begin. */
  got: number | string;
}

/** What is wrong with an image that was answered 200; nothing when a browser could show all of it. */
export function imageProblem(answer: HttpResponse, minBytes: number): ImageProblem | undefined {
  const { body, type } = answer;
  const { length } = body;
  if (length === 0) return { problem: 'too-small', type, got: length };
  const seen = formatOf(body);
  if (!seen) {
    if (!isPictureType(type) && !isGeneric(type)) return { problem: 'media-type', type, got: length };
    return { problem: 'not-an-image', type, got: body.subarray(0, 24).toString('latin1') };
  }
  if (!shownFormats.some((shown) => shown === seen)) return { problem: 'not-shown', type, got: seen };
  if (!isTakenAs(seen, type)) return { problem: 'other-format', type, got: seen };
  if (isKeptBack(answer)) return { problem: 'media-type', type, got: length };
  if (!isWhole(seen, body)) return { problem: 'cut-short', type, got: length };
  // A drawing may be as short as one line.
  return seen !== 'svg' && length < minBytes ? { problem: 'too-small', type, got: length } : undefined;
}

/** Whether an answer brings a picture, by what it says or by what it holds. */
export const bringsImage = ({ body, type }: HttpResponse): boolean =>
  isPictureType(type) || formatOf(body) !== undefined;

/** A browser shows it by its bytes, but it is sent as something that is no picture, or as nothing. */
export const isMislabelled = ({ type }: HttpResponse): boolean => !isPictureType(type) && !isGeneric(type);

const isPictureType = (type: string) => type.startsWith('image/');

/** What storage says of a file that nobody gave a type. */
const isGeneric = (type: string) =>
  /^(application|binary)\/(octet-stream|binary|download|x-download|force-download|x-binary)$/.test(type);

/** Pictures made of bytes are told by them, whatever they are called; a drawing by its type alone: https://mimesniff.spec.whatwg.org/ */
const isTakenAs = (seen: ImageFormat, type: string) => (seen === 'svg') === (type === 'image/svg+xml');

/** What calls itself a page or data, and forbids to look, is withheld from a page of another origin: https://github.com/annevk/orb */
const isKeptBack = (answer: HttpResponse) =>
  /^text\/(html|plain)$|\b(json|xml)$/.test(answer.type) &&
  answer.type !== 'image/svg+xml' &&
  answer.header('x-content-type-options').toLowerCase() === 'nosniff';
