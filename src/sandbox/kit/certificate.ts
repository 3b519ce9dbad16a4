import { createHash, webcrypto, X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
// @peculiar/x509 asks for it before anything of its own is loaded.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** The sandbox's certificate authority and the one certificate, for `localhost`, it signed. */
export interface SandboxCertificate {
  ca: string;
  cert: string;
  key: string;
  /** Base64 SHA-256 of the server's public key: what Chromium can be told to trust for one window. */
  spki: string;
}

type Pems = Pick<SandboxCertificate, 'ca' | 'cert' | 'key'>;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 24 * 60 * 60 * 1000;
/** Browsers refuse server certificates that live longer than 398 days. */
const lifetime = 390 * day;
const renewBefore = 30 * day;

const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/**
 * A new authority and a new certificate. The authority's private key is not kept: whoever trusts
 * the authority trusts this one certificate and nothing that could be signed later.
 */
async function generate(now: Date): Promise<Pems> {
  x509.cryptoProvider.set(webcrypto as never);
  const [caKeys, keys] = await Promise.all([newKeys(), newKeys()]);
  const validity = {
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + lifetime),
  };
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    name: 'CN=Regarding sandbox authority',
    keys: caKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const cert = await x509.X509CertificateGenerator.create({
    ...validity,
    subject: 'CN=localhost',
    issuer: ca.subject,
    signingKey: caKeys.privateKey,
    publicKey: keys.publicKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]),
      new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const key = x509.PemConverter.encode(
    await webcrypto.subtle.exportKey('pkcs8', keys.privateKey),
    'PRIVATE KEY',
  );
  return { ca: ca.toString('pem'), cert: cert.toString('pem'), key };
}

const spkiOf = (cert: string): string =>
  createHash('sha256')
    .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');

/** Not by `instanceof`: errors of the file system may be of another realm (test runners). */
const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

async function readExisting(dir: string, now: Date): Promise<Pems | undefined> {
  const read = (name: string) => readFile(join(dir, name), 'utf8');
  try {
    const [ca, cert, key] = await Promise.all([
      read('ca.pem'),
      read('localhost.pem'),
      read('localhost.key'),
    ]);
    const expires = new Date(new X509Certificate(cert).validTo).getTime();
    return expires - now.getTime() > renewBefore ? { ca, cert, key } : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The certificate kept in `dir` (`ca.pem`, `localhost.pem`, `localhost.key`), made on first use. */
export async function sandboxCertificate(dir: string, now: Date): Promise<SandboxCertificate> {
  let pems = await readExisting(dir, now);
  if (!pems) {
    pems = await generate(now);
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'localhost.key'), pems.key, { mode: 0o600 });
    await writeFile(join(dir, 'ca.pem'), pems.ca);
    // Last: until it is there, or renewed, the next start makes all three again.
    await writeFile(join(dir, 'localhost.pem'), pems.cert);
  }
  return { ...pems, spki: spkiOf(pems.cert) };
}
