/** How the service tells of an error. */
export const failedAnswer = (code: string, message: string) => ({ success: false, error: { code, message } });
