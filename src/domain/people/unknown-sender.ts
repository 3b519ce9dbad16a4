import { truncate } from '../../lib/truncate.ts';
import { uuidV5 } from '../../lib/uuid-v5.ts';
import type { MailAddress } from '../mail/message.ts';
import { normaliseAddress } from './address.ts';
import { personName } from './person-name.ts';

const namespace = '6d0b8a5e-8c52-4b7f-9d0c-2f1a8a5f4c11';
const longest = { name: 50, topic: 200, address: 100 } as const;

/** A contact or lead that is made of a mail's sender. */
export interface NewPerson {
  /** Of the address, so that two mails at once make one. */
  id: string;
  table: 'contact' | 'lead';
  firstName: string;
  lastName: string;
  address: string;
  /** What a lead is about. */
  topic: string;
}

/**
 * Whom an unknown sender becomes; null where the mail does not say who that is: a mailbox of nobody
 * in particular is no person.
 * @param scope tenant and organisation of the CRM
 */
export function newPersonOf(
  sender: MailAddress,
  { table, topic, scope }: { table: 'contact' | 'lead'; topic: string; scope: string },
): NewPerson | null {
  const address = normaliseAddress(sender.address);
  const name = personName(sender.name, address, '');
  const isTooLong = address.length > longest.address;
  if (!address.includes('@') || isTooLong || name.lastName === '') return null;
  return {
    id: uuidV5(namespace, [scope.toLowerCase(), table, address].join('|')),
    table,
    firstName: truncate(name.firstName, longest.name),
    lastName: truncate(name.lastName, longest.name),
    address,
    topic: truncate(topic, longest.topic),
  };
}
