import type { AutoTracking } from '../../domain/sync/sync-settings.ts';
import type { CrmData } from './crm-ports.ts';
import { ExchangeMailbox } from './exchange.ts';
import { drawLoad } from './mail-load.ts';
import type { MailLoad } from './mail-load.ts';
import type { Random } from './random.ts';
import { uuid } from './world.ts';

/** Somebody with a mailbox. */
export interface Resident {
  userId: string;
  mailbox: ExchangeMailbox;
  load: MailLoad;
  /** What they have tracked by itself. */
  level: AutoTracking;
  /** Exchange can tell the service of their changes. */
  isWatched: boolean;
}

const customers = 400;
const watchedShare = 0.3;
/** Ids of system users, contacts and accounts. */
const firstUser = 0x1_000_000;
const firstContact = 0x2_000_000;
const firstAccount = 0x3_000_000;

export const accountOf = (number: number) => ({
  table: 'account',
  id: uuid(firstAccount + number),
});

/** Every second customer is a contact of the CRM. */
export const isKnown = (customer: number): boolean => customer % 2 === 0;

export const addressOf = (customer: number): string => `customer${customer}@example.org`;

export const drawCustomer = (random: Random): number => Math.floor(random.between(0, customers));

/** A third has none of it tracked by itself, so that gestures matter. */
function drawLevel(random: Random): AutoTracking {
  const drawn = random.next();
  if (drawn < 0.35) return 'all';
  return drawn < 0.7 ? 'people' : 'none';
}

/** Fills the CRM with customers, and gives `count` people their mailboxes. */
export function populate(
  count: number,
  { random, crm, load }: { random: Random; crm: CrmData; load: number },
): Resident[] {
  for (let number = 0; number < customers; number += 1) {
    if (!isKnown(number)) continue;
    const address = addressOf(number);
    crm.contacts.set(address, {
      ...{ table: 'contact', id: uuid(firstContact + number), name: address, detail: '' },
      ...{ addresses: [address], active: true, ownerId: null, createdOn: '2026-01-01T00:00:00Z' },
    });
  }
  return Array.from({ length: count }, (_, number) => {
    const userId = uuid(number + 1);
    const address = `user${number}@contoso.example`;
    crm.addUser({ id: uuid(firstUser + number), userId, name: address, address });
    const drawn = drawLoad(random);
    return {
      ...{ userId, mailbox: new ExchangeMailbox(userId, address), level: drawLevel(random) },
      ...{ load: { ...drawn, peak: drawn.peak * load } },
      isWatched: random.next() < watchedShare,
    };
  });
}
