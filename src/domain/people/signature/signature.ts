import { companyDomainOf } from '../public-domains.ts';
import { contactPointsIn } from './contact-points.ts';
import type { ContactPoints } from './contact-points.ts';
import { signatureLines } from './cut.ts';
import { addressOf } from './postal-address.ts';
import type { PostalAddress } from './postal-address.ts';
import { segmentsOf, workIn } from './work.ts';
import type { Work } from './work.ts';

/** What a signature tells of somebody; empty texts where it does not. */
export interface Signature extends ContactPoints, Work, PostalAddress {}

/**
 * Reads the signature at the end of a mail's plain text (UI-10). A guess for a form that somebody
 * checks: what is not plainly there is left out.
 */
export function readSignature(
  text: string,
  { name, address }: { name: string; address: string },
): Signature {
  const lines = signatureLines(text, name);
  const domain = companyDomainOf(address);
  const segments = lines.flatMap(segmentsOf);
  return {
    ...contactPointsIn(segments, domain),
    ...workIn(lines, name, domain),
    ...addressOf(segments),
  };
}
