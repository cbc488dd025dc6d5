const assignment = /^(Object\.assign\(process\.env\b|delete process\.env\b|process\.env\b[^=\n]*=[^=])/m;

/** Whether a test file sets variables as it loads: it wants modules that read them then, and so modules of its own. Pure. */
export function setsVariables(source: string): boolean {
  return assignment.test(source);
}
