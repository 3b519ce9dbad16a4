import type { MailAddress } from '../../mail/message.ts';
import { normaliseAddress } from '../../people/address.ts';
import type { SendProblem } from './send-problem.ts';

/** A recipient of an e-mail of the CRM. */
export interface OutgoingParty {
  role: 'to' | 'cc' | 'bcc';
  /** As it was written. */
  address: string;
  /** The record it is; null: nobody resolved it. */
  record: {
    name: string;
    /** Of its primary e-mail column; empty: it has none, or nobody may read it. */
    address: string;
  } | null;
}

export interface Recipients {
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
}

function addressOf({ record, address }: OutgoingParty): MailAddress {
  return record ? { ...record, address: record.address.trim() } : { name: '', address };
}

/** Each address once, where it is seen most. */
function distinct(parties: readonly OutgoingParty[]): Recipients {
  const seen = new Set<string>();
  const of = (role: OutgoingParty['role']): MailAddress[] =>
    parties
      .filter((party) => party.role === role)
      .map(addressOf)
      .filter(({ address }) => {
        const form = normaliseAddress(address);
        const isNew = !seen.has(form);
        seen.add(form);
        return isNew;
      });
  return { to: of('to'), cc: of('cc'), bcc: of('bcc') };
}

/**
 * Whom an e-mail goes to: records at the address of their primary e-mail column alone; addresses
 * without a record only where the organisation allows it (§1.5.2, 6).
 */
export function recipientsOf(
  parties: readonly OutgoingParty[],
  { mayBeUnresolved }: { mayBeUnresolved: boolean },
): Recipients | SendProblem {
  if (parties.length === 0) return 'no-recipients';
  if (parties.some(({ record }) => record?.address.trim() === '')) return 'no-address';
  const unresolved = parties.filter(({ record }) => !record);
  if (unresolved.length > 0 && !mayBeUnresolved) return 'unresolved-recipient';
  if (unresolved.some(({ address }) => address.trim() === '')) return 'no-address';
  return distinct(parties);
}
