import { type Call, type Method, officeError, OfficeError } from '../method.ts';

/** `saveAsync` sends a list with one object of key to JSON text. */
async function saveRoamingSettings({ session, params }: Call): Promise<void> {
  const [settings] = Object.values(params);
  if (typeof settings !== 'object' || settings === null) {
    throw new OfficeError(officeError.genericResponse, 'The settings are not an object.');
  }
  await session.backend.saveRoamingSettings(session.addIn.id, settings as Record<string, string>);
}

/** Exchange Online gives none of its own tokens any more; nested app authentication is what is left. */
const noToken = () => ({
  wasSuccessful: false,
  errorCode: officeError.genericToken,
  errorName: 'GenericTokenError',
  errorMessage: 'Legacy Exchange tokens are turned off for this organization.',
});

/** Exchange Online answers no Exchange Web Services requests of add-ins any more. */
const noEws = () => ({
  wasProxySuccessful: false,
  errorMessage: 'Exchange Web Services are turned off for this organization.',
});

/** What an add-in measures of itself goes nowhere. */
const forgotten = (name: string): Method => ({ name, level: 0, run: () => undefined });

/** Methods of the mailbox, by dispatch id. */
export const mailboxMethods: Record<number, Method> = {
  2: { name: 'mailbox.getUserIdentityTokenAsync', level: 1, whole: true, run: noToken },
  5: { name: 'mailbox.makeEwsRequestAsync', level: 3, whole: true, run: noEws },
  12: { name: 'mailbox.getCallbackTokenAsync', level: 1, whole: true, run: noToken },
  42: { name: 'CloseApp', level: 0, run: ({ session }) => session.page.closeContainer() },
  163: forgotten('mailbox.logTelemetry'),
  193: forgotten('mailbox.logCustomerContentTelemetry'),
  400: forgotten('mailbox.trackCtq'),
  401: forgotten('mailbox.recordTrace'),
  402: forgotten('mailbox.recordDataPoint'),
  404: { name: 'roamingSettings.saveAsync', level: 0, run: saveRoamingSettings },
};
