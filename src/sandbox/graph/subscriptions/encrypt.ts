import {
  constants,
  createCipheriv,
  createHmac,
  publicEncrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto';

export interface EncryptedContent {
  data: string;
  dataKey: string;
  dataSignature: string;
  encryptionCertificateId: string;
  encryptionCertificateThumbprint: string;
}

/** A certificate as a subscription brings it: base64 of DER, or PEM. Throws where it is none. */
export const readCertificate = (text: string): X509Certificate =>
  new X509Certificate(text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64'));

/**
 * Encrypts resource data as Graph does (wire facts, 2.6): AES-256-CBC whose IV is the key's first
 * 16 bytes, the key by RSA-OAEP with SHA-1, HMAC-SHA256 over the encrypted data.
 */
export function encryptContent(
  content: object,
  certificate: string,
  certificateId: string,
): EncryptedContent {
  const { publicKey, fingerprint } = readCertificate(certificate);
  const key = randomBytes(32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  const data = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return {
    data: data.toString('base64'),
    dataKey: publicEncrypt({ key: publicKey, padding, oaepHash: 'sha1' }, key).toString('base64'),
    dataSignature: createHmac('sha256', key).update(data).digest('base64'),
    encryptionCertificateId: certificateId,
    encryptionCertificateThumbprint: fingerprint.replaceAll(':', ''),
  };
}
