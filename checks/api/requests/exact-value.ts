import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { valueAt } from '#fixtures/http/json-path.ts';

/** https://tc39.es/proposal-json-parse-with-source/: Node has it, and the types do not know it yet. */
const rawJson: (text: string) => unknown = Reflect.get(JSON, 'rawJSON');

/**
 * An integer of JSON that no number here holds, as it was written: ids of 64 bits are such, and rounded they are those of
 * another record (RFC 8259, 6). Put into a text or into JSON it is what it was.
 */
export class ExactInteger {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }

  toString(): string {
    return this.digits;
  }

  toJSON(): unknown {
    return rawJson(this.digits);
  }
}

/**
 * The value at a dotted path of an answer; an integer that is too long for a number as it was written.
 *
 * @param body what `answer.json()` gave: read once, however many values are taken from it.
 */
export function exactAt(answer: HttpResponse, body: unknown, path: string): unknown {
  const value = valueAt(body, path);
  const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
  return isRounded ? valueAt(JSON.parse(answer.text(), asWritten), path) : value;
}

function asWritten(_name: string, value: unknown, { source = '' }: { source?: string } = {}): unknown {
  const isLong = Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(source);
  return isLong ? new ExactInteger(source) : value;
}
