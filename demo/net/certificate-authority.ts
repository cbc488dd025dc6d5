import 'reflect-metadata';
import { createHash, type KeyObject, type webcrypto, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING_ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

/** A certificate with its private key, both PEM, as `node:tls` takes them. */
export interface Leaf {
  keyPem: string;
  certPem: string;
  /** Base64 SHA-256 of the public key, the form Chromium's `--ignore-certificate-errors-spki-list` takes. */
  spkiSha256: string;
}

/** When a certificate holds. Default: from a day ago for 90 days. */
export interface Validity {
  notBefore?: Date;
  notAfter?: Date;
}

export interface Authority {
  /** The authority's own certificate, for a client's `ca`. */
  caPem: string;
  /**
   * Signs a certificate for these DNS names and addresses (the first is the subject's common name), with a key of its own:
   * a client that pins one leaf's key trusts no other leaf by accident.
   */
  issue(names: [string, ...string[]], validity?: Validity): Promise<Leaf>;
}

/** Makes a certificate authority that lives as long as the process and is trusted by nobody who was not given `caPem`. */
export async function createAuthority(): Promise<Authority> {
  const keys = await generateKeys();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Loventia demo authority',
    keys,
    ...defaultValidity(),
    signingAlgorithm: SIGNING_ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    caPem: root.toString('pem'),
    issue: (names, validity) => issueLeaf(root, keys.privateKey, names, { ...defaultValidity(), ...validity }),
  };
}

async function issueLeaf(
  root: x509.X509Certificate,
  signingKey: webcrypto.CryptoKey,
  names: [string, ...string[]],
  validity: Validity,
): Promise<Leaf> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${names[0]}`,
    issuer: root.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: SIGNING_ALGORITHM,
    ...validity,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }))),
      await x509.AuthorityKeyIdentifierExtension.create(root),
    ],
  });
  const certPem = certificate.toString('pem');
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    keyPem: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    certPem,
    spkiSha256: hashPublicKey(new X509Certificate(certPem).publicKey),
  };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
}

function defaultValidity(): Required<Validity> {
  const now = Date.now();
  return { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + 90 * DAY_MS) };
}

function hashPublicKey(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}
