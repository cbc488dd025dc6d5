/** One line of the API's log. Bodies and headers are never part of it. */
export interface LogEntry {
  /** ISO 8601, by the server's clock. */
  time: string;
  level: 'info' | 'warn' | 'error';
  message: string;
  method?: string;
  path?: string;
  status?: number;
  durationMs?: number;
  requestId?: string;
  /** The trace id of the caller's W3C `traceparent`. */
  traceId?: string;
}

export interface RequestLog {
  add(entry: Omit<LogEntry, 'time'>): void;
  /** What is kept, oldest first. */
  entries(): LogEntry[];
  /** Answered requests by status, since the start. */
  counts(): ReadonlyMap<number, number>;
}

export interface RequestLogOptions {
  now?: () => number;
  /** How many lines are kept. Default 1,000. */
  limit?: number;
  /** Gets each entry as a line of JSON. */
  print?: (line: string) => void;
}

/** A log in memory that forgets its oldest lines. */
export function createRequestLog({ now = Date.now, limit = 1_000, print }: RequestLogOptions = {}): RequestLog {
  const kept: LogEntry[] = [];
  const counts = new Map<number, number>();
  return {
    add(entry) {
      const line = { time: new Date(now()).toISOString(), ...entry };
      kept.push(line);
      if (kept.length > limit) kept.shift();
      if (entry.status !== undefined) counts.set(entry.status, (counts.get(entry.status) ?? 0) + 1);
      print?.(JSON.stringify(line));
    },
    entries: () => [...kept],
    counts: () => counts,
  };
}
