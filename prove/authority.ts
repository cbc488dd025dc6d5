import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };
const dayMs = 86_400_000;

/** Key and certificate of a host, PEM. */
export interface Leaf {
  key: string;
  cert: string;
}

/** An authority that lives as long as one proof; only whoever is given `caPem` trusts it. */
export interface Authority {
  caPem: string;
  issue(name: string): Promise<Leaf>;
}

/** Long enough for every claim about days that are left, and no longer than a proof needs. */
const validity = () => ({ notBefore: new Date(Date.now() - dayMs), notAfter: new Date(Date.now() + 90 * dayMs) });

/** Makes the authority whose certificates the proxy shows in place of the system's own. */
export async function createAuthority(): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Watchpost proof',
    keys,
    ...validity(),
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return { caPem: root.toString('pem'), issue: (name) => issue(name, root, keys.privateKey) };
}

async function issue(name: string, root: x509.X509Certificate, signingKey: webcrypto.CryptoKey): Promise<Leaf> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=Watchpost proof of a host',
    issuer: root.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm,
    ...validity(),
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: isIP(name) ? 'ip' : 'dns', value: name }])],
  });
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { key, cert: certificate.toString('pem') };
}
