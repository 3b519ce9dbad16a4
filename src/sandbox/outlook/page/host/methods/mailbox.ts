import type { OpenItem } from '../backend.ts';
import { type Call, type Method, officeError, OfficeError, stringOf } from '../method.ts';

const open =
  (kind: OpenItem['kind']) =>
  async ({ session, params }: Call): Promise<void> => {
    await session.page.openItem(kind, stringOf(params['itemId']));
  };

/** `saveAsync` sends a list with one object of key to JSON text. */
async function saveRoamingSettings({ session, params }: Call): Promise<void> {
  const [settings] = Object.values(params);
  if (typeof settings !== 'object' || settings === null) {
    throw new OfficeError(officeError.genericResponse, 'The settings are not an object.');
  }
  await session.backend.saveRoamingSettings(session.addIn.id, settings as Record<string, string>);
}

/** Methods of the mailbox, by dispatch id. */
export const mailboxMethods: Record<number, Method> = {
  8: { name: 'mailbox.displayMessageForm', level: 1, run: open('message') },
  179: { name: 'mailbox.displayMessageFormAsync', level: 1, run: open('message') },
  9: { name: 'mailbox.displayAppointmentForm', level: 1, run: open('appointment') },
  180: { name: 'mailbox.displayAppointmentFormAsync', level: 1, run: open('appointment') },
  42: { name: 'CloseApp', level: 0, run: ({ session }) => session.page.closeContainer() },
  404: { name: 'roamingSettings.saveAsync', level: 0, run: saveRoamingSettings },
};
