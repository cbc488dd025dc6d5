/** What makes a demo slow beyond the latency of its network. */
export interface SlowDemo {
  /** Milliseconds by method and the beginning of the path. */
  slowRoutes: Readonly<Record<string, number>>;
  /** How long the app takes from the event to premium, in ms. */
  premiumLateMs: number;
}
