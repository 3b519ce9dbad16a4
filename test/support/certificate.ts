import { webcrypto } from 'node:crypto';
// @peculiar/x509 asks for it before anything of its own is loaded.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** A self-signed certificate of a client, in PEM form, good for a day around `now`. */
export async function selfSigned(
  keys: { privateKey: CryptoKey; publicKey: CryptoKey },
  now: Date,
): Promise<string> {
  x509.cryptoProvider.set(webcrypto as never);
  const halfDay = 12 * 60 * 60 * 1000;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=A client of the tests',
    notBefore: new Date(now.getTime() - halfDay),
    notAfter: new Date(now.getTime() + halfDay),
    keys,
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  });
  return certificate.toString('pem');
}
