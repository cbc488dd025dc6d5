const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const text = String.raw`"(?:[^"\\]|\\.)*"`;
// A name in quotes that stands alone is the metric's own, as Prometheus 3 writes names in UTF-8.
const label = `(?:(?:${name}|${text})[ \\t]*=[ \\t]*)?${text}`;
const labels = `\\{[ \\t]*(?:${label}[ \\t]*(?:,[ \\t]*|(?=\\})))*\\}`;
const figure = '[-+]?(?:\\d+(?:\\.\\d*)?(?:e[-+]?\\d+)?|\\.\\d+(?:e[-+]?\\d+)?|inf(?:inity)?|nan)';
const gap = '[ \\t]+';
const exemplar = `${gap}#[ \\t]*${labels}${gap}${figure}(?:${gap}${figure})?`;
const metric = `(?:${name}(?:[ \\t]*${labels}[ \\t]*|${gap})|${labels}[ \\t]*)`;

/** One sample: what it is of, its figure, its time if it has one, and in OpenMetrics an exemplar. */
const sample = new RegExp(`^[ \\t]*${metric}${figure}(?:${gap}${figure})?(?:${exemplar})?[ \\t]*$`, 'i');
const comment = /^[ \t]*(?:#|$)/;

/** The media type of OpenMetrics; its predecessor comes as `text/plain`. */
export const openMetricsType = 'application/openmetrics-text';

/** What a page of metrics holds. */
export interface Exposition {
  /** How many samples could be read before the first line that could not. */
  samples: number;
  /** Why Prometheus would refuse all of it: one line that it cannot read is enough. Holds nothing of the page. */
  problem?: string;
}

/**
 * Reads metrics in the text format 0.0.4 or in OpenMetrics 1.0, as far as it takes to know that Prometheus would. Pure.
 *
 * @param type the media type they came as: OpenMetrics has to end with `# EOF`, the text format with a line feed.
 */
export function readExposition(page: string, type: string): Exposition {
  const lines = page.split('\n');
  const bad = lines.findIndex((line) => !comment.test(line) && !sample.test(line));
  const samples = lines.slice(0, bad < 0 ? lines.length : bad).filter((line) => !comment.test(line)).length;
  if (bad >= 0) return { samples, problem: `line ${bad + 1} is neither a sample nor a comment` };
  if (samples === 0) return { samples, problem: 'it holds no sample' };
  const end = type === openMetricsType ? '# EOF' : 'a line feed';
  const isWhole = type === openMetricsType ? /\n# EOF\n?$/.test(page) : page.endsWith('\n');
  return isWhole ? { samples } : { samples, problem: `it does not end with ${end}, so that some of it may be missing` };
}
