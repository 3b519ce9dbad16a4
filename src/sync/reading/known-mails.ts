import { directionOf } from '../../domain/mail/direction.ts';
import type { Direction } from '../../domain/mail/direction.ts';
import { mailKey } from '../../domain/mail/item-key.ts';
import type { KnownMail } from '../../domain/sync/plan-mail.ts';
import type { SeenMail } from '../../domain/sync/seen-mail.ts';
import type { FolderPage } from '../../ports/mail-changes.ts';
import type { MailCopy } from '../../ports/mail-sync.ts';
import { hasTrackedCategory } from './category.ts';
import type { Reading } from './reading.ts';

export type ToldPage = Extract<FolderPage, { link: string }>;

/** A seen mail with what is stored of it. */
export type StoredMail = KnownMail & { copy: MailCopy | null };

/** Its own, in whatever form its address was written when it was sent. */
function directionIn(addresses: readonly string[], { headers }: SeenMail): Direction {
  const from = headers.from?.address ?? '';
  const isOwn = addresses.some((address) => directionOf(from, address) === 'outgoing');
  return isOwn ? 'outgoing' : 'incoming';
}

/** Mails that were told in part are read; one that is known and was only touched stays as it is. */
async function wholeMails(
  { ports, fence, signal }: Reading,
  { mails, touched, incomplete }: ToldPage,
): Promise<SeenMail[]> {
  const known = await ports.mailSync.copies(fence, touched);
  const knownIds = new Set(known.map(({ itemId }) => itemId));
  const missing = [...incomplete, ...touched.filter((id) => !knownIds.has(id))];
  if (missing.length === 0) return mails;
  return [...mails, ...(await ports.mailChanges.mails(fence, missing, signal))];
}

/** The same item twice on a page is its last state. */
const lastOfEach = (mails: readonly SeenMail[]): SeenMail[] => [
  ...new Map(mails.map((mail) => [mail.itemId, mail])).values(),
];

/** The mails of a page with their copies and ledger rows. */
export async function knownMails(reading: Reading, page: ToldPage): Promise<StoredMail[]> {
  const { ports, fence, signal, state } = reading;
  const mails = lastOfEach(await wholeMails(reading, page));
  if (mails.length === 0) return [];
  const addresses = await ports.mailChanges.addresses(fence, signal);
  const ids = mails.map(({ itemId }) => itemId);
  const copies = await ports.mailSync.copies(fence, ids);
  const copyOf = new Map(copies.map((copy) => [copy.itemId, copy]));
  const scope = { tenantId: fence.tenantId, organization: ports.crm.organization };
  const found = mails.map((mail) => {
    const direction = directionIn(addresses, mail);
    const { internetMessageId } = mail.headers;
    const copy = copyOf.get(mail.itemId) ?? null;
    const { itemId } = mail;
    const key = copy?.key ?? mailKey({ ...scope, direction, internetMessageId, itemId });
    return { mail, key, direction, copy };
  });
  const keys = [...new Set(found.map(({ key }) => key))];
  const rows = await ports.ledger.findMany(fence.tenantId, keys);
  const rowOf = new Map(rows.map((row) => [row.key, row]));
  return found.map((one) => ({
    ...one,
    hasCategory: hasTrackedCategory(one.mail.categories, state.category),
    row: rowOf.get(one.key) ?? null,
  }));
}
