/** One operation of the service: wire input to wire output, undefined for an empty one; throws `CloudWatchError`. */
export type Operation = (input: never) => object | undefined;

export type Operations = Record<string, Operation>;
