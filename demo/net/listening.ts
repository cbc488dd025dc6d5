/** A port of 127.0.0.1 that is taken. */
export interface Listening {
  port: number;
  /** Frees the port and cuts every connection, idle or waiting for an answer, so that it never hangs. */
  close(): Promise<void>;
}
