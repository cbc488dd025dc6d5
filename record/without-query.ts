/** An address without what may name a person or a token in it: its query and its fragment. */
export const withoutQuery = (url: string): string => url.replace(/[?#].*$/, '');
