/** What a deploy does at one moment is seen by the first look after it: that one leaves a session of its own to the next. */
export const atOneMoment: readonly string[] = ['earlier-session-refused'];
