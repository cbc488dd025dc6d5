declare const __NEWS__: string;

/** What the running release announces on the landing page; empty for a release without news. Set when the app is built. */
export const news: string = __NEWS__;
