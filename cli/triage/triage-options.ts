/** The flags of triage. */
export interface TriageOptions {
  target?: string;
  for: string;
  every: string;
  good: string;
  symptom: string;
  mute?: string[];
  signInEvery: string;
  allowWrites?: boolean;
  from?: string;
  url?: string[];
  set?: string[];
  location?: string;
  json?: boolean;
}
