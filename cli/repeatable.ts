/** Takes a flag that may be given several times, and each time several values with commas between. */
export const listed = (value: string, before: string[] = []): string[] => [...before, ...value.split(',')];

/** Takes a flag that may be given several times, each value as it is. */
export const repeated = (value: string, before: string[] = []): string[] => [...before, value];
