import type { ItemReference } from '../../contracts/item.ts';
import type { Repeats } from './host.ts';

type Appointment = Office.AppointmentRead | Office.AppointmentCompose;

const askId = (item: Office.AppointmentCompose): Promise<string> =>
  new Promise((resolve) => {
    // Set 1.8.
    if (typeof item.getItemIdAsync !== 'function') resolve('');
    else {
      item.getItemIdAsync(({ status, value }) => {
        resolve(String(status) === 'succeeded' ? value : '');
      });
    }
  });

/** One of a series tells the id of the series. */
const seriesOf = (mailbox: Office.Mailbox, { seriesId }: Appointment): { seriesId?: string } =>
  seriesId ? { seriesId: mailbox.convertToRestId(seriesId, 'v2.0') } : {};

/** An appointment that was never a meeting may have no organizer. */
const addressOf = (details: Office.EmailAddressDetails | undefined): string =>
  details?.emailAddress ?? '';

/** Names an appointment of the calendar that is open to read. */
export const readAppointmentReference = (
  mailbox: Office.Mailbox,
  item: Office.AppointmentRead,
): ItemReference => ({
  kind: 'appointment',
  itemId: mailbox.convertToRestId(item.itemId, 'v2.0'),
  internetMessageId: '',
  from: addressOf(item.organizer),
  mailbox: mailbox.userProfile.emailAddress,
  ...seriesOf(mailbox, item),
});

/** Names an appointment its organizer has open; its id is empty until it is saved. */
export async function readOwnAppointmentReference(
  mailbox: Office.Mailbox,
  item: Office.AppointmentCompose,
): Promise<ItemReference> {
  const id = await askId(item);
  const address = mailbox.userProfile.emailAddress;
  return {
    kind: 'appointment',
    itemId: id && mailbox.convertToRestId(id, 'v2.0'),
    internetMessageId: '',
    from: address,
    mailbox: address,
    isDraft: true,
    ...seriesOf(mailbox, item),
  };
}

const every: Record<string, Repeats['every']> = {
  daily: 'day',
  weekday: 'weekday',
  weekly: 'week',
  monthly: 'month',
  yearly: 'year',
};

/** How the meeting repeats; null: it does not, or in a way without words. */
const toRepeats = (recurrence: Partial<Office.Recurrence> | null | undefined): Repeats | null => {
  const unit = every[String(recurrence?.recurrenceType)];
  if (!recurrence || !unit) return null;
  const { interval = 1, days = [] } = (recurrence.recurrenceProperties ??
    {}) as Partial<Office.RecurrenceProperties>;
  return { every: unit, interval, days: days.map(String) };
};

/** How the open appointment repeats, or the series it is one of. */
export function readRepeats(item: Appointment): Promise<Repeats | null> | Repeats | null {
  // A value once it is read, a getter while it is written.
  const recurrence = item.recurrence as Partial<Office.Recurrence> | null | undefined;
  const { getAsync } = recurrence ?? {};
  if (!recurrence || !getAsync) return toRepeats(recurrence);
  return new Promise((resolve) => {
    getAsync.call(recurrence, ({ status, value }) => {
      resolve(String(status) === 'succeeded' ? toRepeats(value) : null);
    });
  });
}
