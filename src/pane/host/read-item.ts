import type { ItemPerson, ItemReference, PersonRole } from '../../contracts/item.ts';
import type { HostItem, Obstacle } from './host.ts';

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
  return name.startsWith('REPORT.') || name === 'IPM.NOTE.SMIME' ? 'unsupported' : null;
};

/** Mail opened from a file or an attachment has no id. */
const readObstacle = (item: ReadItem): Obstacle | null => {
  if (!item.itemId) return 'unsupported';
  return isMessage(item) ? messageObstacle(item.itemClass) : 'appointment';
};

/** Items no client ever sent, such as posts, lack what the types promise. */
const addressOf = (details: Details | undefined): string => details?.emailAddress ?? '';

const readReference = (mailbox: Office.Mailbox, item: ReadItem): ItemReference | null => {
  if (!item.itemId) return null;
  const message = isMessage(item);
  return {
    kind: message ? 'message' : 'appointment',
    // Spelled out: not every host's library has the enum Office.MailboxEnums.RestVersion.
    itemId: mailbox.convertToRestId(item.itemId, 'v2.0'),
    internetMessageId: message ? item.internetMessageId : '',
    from: addressOf(message ? item.from : item.organizer),
    mailbox: mailbox.userProfile.emailAddress,
  };
};

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
    const obstacle = kind === 'message' ? 'compose' : 'appointment';
    return { id, kind, subject, people, reference: null, obstacle };
  }
  return {
    id,
    kind,
    subject: item.subject,
    people: readPeople(item),
    reference: readReference(mailbox, item),
    obstacle: readObstacle(item),
  };
}
