/** `02:57:10Z`, with the date in front when it is not the day of `now`. */
export const clockTime = (instant: string, now = instant): string =>
  `${instant.slice(0, 10) === now.slice(0, 10) ? '' : `${instant.slice(0, 10)} `}${instant.slice(11, 19)}Z`;

/** `03:12Z`, with the date in front when it is not the day of `now`. */
export const clockMinute = (instant: string, now = instant): string => clockTime(instant, now).replace(/:\d\dZ$/, 'Z');

/** The same text with its ISO instants to the second: no look is nearer than that. */
export const toTheSecond = (text: string): string => text.replaceAll(/(?<=T\d{2}:\d{2}:\d{2})\.\d+Z/g, 'Z');
