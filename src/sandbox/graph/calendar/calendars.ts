import { contextOf, type Call, type Handler } from '../call.ts';
import { folderId, wellKnownFolder } from '../store/folders.ts';
import { changeKey } from '../store/ids.ts';
import type { Json } from '../store/schema.ts';

/** A mailbox has one calendar in the sandbox. */
async function presentCalendar(call: Call): Promise<Json> {
  const folder = await wellKnownFolder(call.graph.db, call.mailbox.id, 'calendar');
  return {
    id: folderId(folder.mailbox, folder.number),
    name: folder.name,
    color: 'auto',
    hexColor: '',
    changeKey: changeKey(folder.mailbox, folder.change),
    allowedOnlineMeetingProviders: [],
    defaultOnlineMeetingProvider: 'unknown',
    isTallyingResponses: true,
    isDefaultCalendar: true,
    canShare: false,
    canViewPrivateItems: true,
    canEdit: true,
    isRemovable: false,
    owner: { name: call.mailbox.name, address: call.mailbox.address },
  };
}

export const getCalendar: Handler = async (call) => ({
  status: 200,
  body: {
    '@odata.context': contextOf(call, 'calendar/$entity'),
    ...(await presentCalendar(call)),
  },
});

export const listCalendars: Handler = async (call) => ({
  status: 200,
  body: {
    '@odata.context': contextOf(call, 'calendars'),
    value: [await presentCalendar(call)],
  },
});
