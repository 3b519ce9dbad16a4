import { ENVELOPE, SIGNATURE, SIGNED_PART } from './data/sealed.ts';
import { ALICE } from './data/users.ts';
import { guidOf } from './random.ts';
import { workingTime } from './working-time.ts';
import type { DemoSealedMail } from './types.ts';

const crlf = (lines: string[]): string => lines.join('\r\n');

const base64Part = (type: string, name: string, content: string): string =>
  crlf([
    `Content-Type: ${type}; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    content,
  ]);

function signed(boundary: string): string {
  const type = `multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256`;
  return crlf([
    `Content-Type: ${type}; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    SIGNED_PART,
    `--${boundary}`,
    base64Part('application/pkcs7-signature', 'smime.p7s', SIGNATURE),
    `--${boundary}--`,
    '',
  ]);
}

const encrypted = (): string =>
  base64Part('application/pkcs7-mime; smime-type=enveloped-data', 'smime.p7m', `${ENVELOPE}\r\n`);

const head = (messageId: string, subject: string, at: Date): string =>
  crlf([
    'From: Contoso Legal <legal@contoso.example>',
    `To: ${ALICE.displayName} <${ALICE.mail}>`,
    `Subject: ${subject}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageId}`,
    'MIME-Version: 1.0',
    '',
  ]);

/** A signed and an encrypted mail by S/MIME, of somebody the CRM does not know at a known account. */
export function makeSealedMails(seed: number, now: Date): DemoSealedMail[] {
  const make = (name: string, subject: string, minutesBack: number, part: string) => {
    const at = workingTime(now, minutesBack);
    const messageId = `<${guidOf(seed, name)}@contoso.example>`;
    const mime = Buffer.from(head(messageId, subject, at) + part);
    return { messageId, owner: ALICE.id, mime, at, isRead: false };
  };
  const boundary = guidOf(seed, 'signature').slice(0, 18);
  return [
    make('signed', 'Renewal approved by our board', 620, signed(boundary)),
    make('encrypted', 'Confidential: price ceiling', 700, encrypted()),
  ];
}
