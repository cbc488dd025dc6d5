/** Where Node keeps compiled code from run to run: beside the packages, so that nobody else can put something there. */
export const compileCache: string;
