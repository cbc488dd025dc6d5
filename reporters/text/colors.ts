import { styleText } from 'node:util';

type Style = (text: string) => string;

/** How words are set off. Without colour they are left as they are, and nothing is lost. */
export interface Colors {
  good: Style;
  warn: Style;
  bad: Style;
  label: Style;
  dim: Style;
  /** Marks for `pass`, `degraded`, `fail` and what did not run; four characters at most. */
  marks: Readonly<Record<'pass' | 'degraded' | 'fail' | 'not-run', string>>;
}

type Format = Parameters<typeof styleText>[0];
const plain: Style = (text) => text;
/** The caller has already decided whether there is colour. */
const styled =
  (format: Format): Style =>
  (text) =>
    styleText(format, text, { validateStream: false });

export const uncolored: Colors = {
  good: plain,
  warn: plain,
  bad: plain,
  label: plain,
  dim: plain,
  marks: { pass: 'ok', degraded: 'slow', fail: 'FAIL', 'not-run': '-' },
};

export const colored: Colors = {
  good: styled(['green', 'bold']),
  warn: styled(['yellow', 'bold']),
  bad: styled(['red', 'bold']),
  label: styled('bold'),
  dim: styled('dim'),
  marks: { pass: '✓', degraded: '~', fail: '✗', 'not-run': '–' },
};
