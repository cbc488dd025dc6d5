/** A segment of a JPEG: its marker, and where that stands. */
interface Segment {
  marker: number;
  at: number;
}

/**
 * The segments of a JPEG, up to its end or to where it breaks off. They are stepped over by their lengths, because a
 * preview inside has segments of its own; fill bytes and what is coded between them are passed over, as browsers do.
 * Source: ITU-T T.81, annex B.
 */
function* segmentsOf(body: Buffer): Generator<Segment> {
  let at = 2;
  while (at + 1 < body.length) {
    const marker = body[at + 1] ?? 0;
    if (body[at] !== 0xff || marker === 0xff) at += 1;
    else if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else {
      yield { marker, at };
      if (marker === 0xd9) return;
      at += at + 3 < body.length ? 2 + body.readUInt16BE(at + 2) : 2;
    }
  }
}

/** Whether a JPEG goes on to its own end. */
export function jpegEnds(body: Buffer): boolean {
  for (const { marker } of segmentsOf(body)) if (marker === 0xd9) return true;
  return false;
}

/** A frame says how large it is; of the markers among those of frames three are for tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Whether a JPEG says how wide and high it is. */
export function jpegHasSize(body: Buffer): boolean {
  for (const { marker, at } of segmentsOf(body))
    if (isFrame(marker)) return at + 8 < body.length && body.readUInt16BE(at + 5) > 0 && body.readUInt16BE(at + 7) > 0;
  return false;
}
