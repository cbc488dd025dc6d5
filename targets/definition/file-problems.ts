import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConfigProblem } from './problem.ts';
import type { Target } from './schema.ts';

const where = 'network.caFile';
const expected = 'a readable file with certificates in PEM format';
const begins = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** What is wrong with the files that a target names, before anything is asked with their help. */
export function fileProblems({ network: { caFile } }: Target): ConfigProblem[] {
  if (caFile === undefined) return [];
  const file = resolve(caFile);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const found = `"${caFile}", which cannot be read: ${error instanceof Error ? error.message : error}`;
    return [{ where, found, expected, remedy: 'mend the path; it is taken from where the command runs' }];
  }
  const certificates = text.match(begins) ?? [];
  const bad = certificates.findIndex((pem) => !isCertificate(pem));
  if (certificates.length > 0 && bad === -1) return [];
  const found = certificates.length === 0 ? 'no certificate in it' : `certificate ${bad + 1} in it cannot be read`;
  const remedy = 'export the authority as PEM: it begins with -----BEGIN CERTIFICATE-----';
  return [{ where, found: `"${caFile}": ${found}`, expected, remedy }];
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
