import type { ItemPerson, ItemReference, PersonRole } from '../../contracts/item.ts';
import {
  readAppointmentReference,
  readOwnAppointmentReference,
  readRepeats,
} from './appointment-item.ts';
import { readDraftReference } from './draft-item.ts';
import type { HostItem, Obstacle } from './host.ts';
import { ownerOf } from './shared-item.ts';

type Details = Office.EmailAddressDetails;
type ReadItem = Office.MessageRead | Office.AppointmentRead;
type ComposeItem = Office.MessageCompose | Office.AppointmentCompose;

/** The four shapes `mailbox.item` has; office-js types it as all of them at once. */
export type OpenItem = ReadItem | ComposeItem;

/** Read items have values where compose items have getters. */
export const isCompose = (item: OpenItem): item is ComposeItem => typeof item.subject !== 'string';

const isMessage = (item: OpenItem): item is Office.MessageRead | Office.MessageCompose =>
  item.itemType === 'message';

const person = (role: PersonRole, details: Details | undefined): ItemPerson[] =>
  details?.emailAddress
    ? [{ name: details.displayName || details.emailAddress, address: details.emailAddress, role }]
    : [];

const everyone = (role: PersonRole, list: readonly Details[] | undefined): ItemPerson[] =>
  (list ?? []).flatMap((details) => person(role, details));

const readPeople = (item: ReadItem): ItemPerson[] =>
  isMessage(item)
    ? [...person('from', item.from), ...everyone('to', item.to), ...everyone('cc', item.cc)]
    : [
        ...person('organizer', item.organizer),
        ...everyone('required', item.requiredAttendees),
        ...everyone('optional', item.optionalAttendees),
      ];

interface Getter<T> {
  getAsync: (done: (result: Office.AsyncResult<T>) => void) => void;
}

/** A getter of a compose item as a promise; what the host refuses to tell counts as empty. */
const ask = <T>(source: Getter<T>, empty: T): Promise<T> =>
  new Promise((resolve) => {
    source.getAsync(({ status, value }) => {
      resolve(String(status) === 'succeeded' ? value : empty);
    });
  });

const askPeople = async (role: PersonRole, source: Getter<Details[]>): Promise<ItemPerson[]> =>
  everyone(role, await ask(source, []));

/** Three lists at most: the number of calls Office runs side by side (quality §1.1, point 54). */
const askComposePeople = async (item: ComposeItem): Promise<ItemPerson[]> => {
  const lists = isMessage(item)
    ? [askPeople('to', item.to), askPeople('cc', item.cc), askPeople('bcc', item.bcc)]
    : [
        askPeople('required', item.requiredAttendees),
        askPeople('optional', item.optionalAttendees),
      ];
  return (await Promise.all(lists)).flat();
};

/** Meeting requests and answers belong to their meeting; reports and encrypted mail have no text. */
const messageObstacle = (itemClass: string): Obstacle | null => {
  const name = itemClass.toUpperCase();
  if (name.startsWith('IPM.SCHEDULE.')) return 'appointment';
  if (name === 'IPM.NOTE.SMIME' || name.startsWith('IPM.NOTE.RPMSG')) return 'encrypted';
  return name.startsWith('REPORT.') ? 'unsupported' : null;
};

/** Mail opened from a file or an attachment has no id. */
const readObstacle = (item: ReadItem): Obstacle | null => {
  if (!item.itemId) return 'unsupported';
  return isMessage(item) ? messageObstacle(item.itemClass) : null;
};

/** Items no client ever sent, such as posts, lack what the types promise. */
const addressOf = (details: Details | undefined): string => details?.emailAddress ?? '';

const readReference = (mailbox: Office.Mailbox, item: ReadItem): ItemReference | null => {
  if (!item.itemId) return null;
  if (!isMessage(item)) return readAppointmentReference(mailbox, item);
  // Absent on posts and the like, whatever the types promise.
  const { conversationId } = item as { conversationId?: string };
  return {
    kind: 'message',
    // Spelled out: not every host's library has the enum Office.MailboxEnums.RestVersion.
    itemId: mailbox.convertToRestId(item.itemId, 'v2.0'),
    internetMessageId: item.internetMessageId,
    from: addressOf(item.from),
    mailbox: mailbox.userProfile.emailAddress,
    ...(conversationId && { conversationId: mailbox.convertToRestId(conversationId, 'v2.0') }),
  };
};

/** In somebody else's mailbox the service has to look there (DEL-02). */
const located = async (
  item: ReadItem,
  reference: ItemReference | null,
): Promise<ItemReference | null> => {
  const owner = reference && (await ownerOf(item));
  return owner ? { ...reference, mailbox: owner, isShared: true } : reference;
};

const repeating = async (item: Office.AppointmentRead | Office.AppointmentCompose) => {
  const repeats = await readRepeats(item);
  return repeats ? { repeats } : {};
};

/** The form an organizer has open: who organizes it is not among its fields. */
async function readOwnAppointment(
  mailbox: Office.Mailbox,
  item: Office.AppointmentCompose,
  { people, ...rest }: Pick<HostItem, 'id' | 'subject' | 'people'>,
): Promise<HostItem> {
  const { displayName: name, emailAddress: address } = mailbox.userProfile;
  return {
    ...rest,
    kind: 'appointment',
    people: [{ name, address, role: 'organizer' }, ...people],
    reference: await readOwnAppointmentReference(mailbox, item),
    obstacle: null,
    ...(await repeating(item)),
  };
}

/**
 * Reads the open item. Message and appointment, read and compose, share the answer's shape.
 * @param id what `Host.currentId` calls this item
 */
export async function readOfficeItem(
  mailbox: Office.Mailbox,
  item: OpenItem,
  id: string,
): Promise<HostItem> {
  const kind = isMessage(item) ? 'message' : 'appointment';
  if (isCompose(item)) {
    const people = await askComposePeople(item);
    const subject = await ask(item.subject, '');
    if (!isMessage(item)) return readOwnAppointment(mailbox, item, { id, subject, people });
    const reference = await readDraftReference(mailbox, item);
    return { id, kind, subject, people, reference, obstacle: null };
  }
  return {
    id,
    kind,
    subject: item.subject,
    people: readPeople(item),
    reference: await located(item, readReference(mailbox, item)),
    obstacle: readObstacle(item),
    ...(!isMessage(item) && (await repeating(item))),
  };
}
