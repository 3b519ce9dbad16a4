import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { badBody, itemNotFound } from '../errors.ts';
import { linkWith, pageSizeOf } from '../paging.ts';
import { oneOf } from '../mail/read-message.ts';
import {
  folderId,
  insertFolder,
  removeFolder,
  resolveFolder,
  wellKnownFolder,
  type Folder,
} from '../store/folders.ts';
import { changeKey } from '../store/ids.ts';
import { jsonb, nextChange, type Json } from '../store/schema.ts';
import { pick, selection, selectSuffix } from '../select.ts';

const colors = [
  ...['auto', 'lightBlue', 'lightGreen', 'lightOrange', 'lightGray', 'lightYellow', 'lightTeal'],
  ...['lightPink', 'lightBrown', 'lightRed', 'maxColor'],
];

/** A calendar as Graph serves it. */
export function presentCalendar(call: Call, folder: Folder): Json {
  const isDefault = folder.well_known === 'calendar';
  const whole: Json = {
    id: folderId(folder.mailbox, folder.number),
    name: folder.name,
    color: folder.details['color'] ?? 'auto',
    hexColor: folder.details['hexColor'] ?? '',
    isDefaultCalendar: isDefault,
    changeKey: changeKey(folder.mailbox, folder.change),
    canShare: true,
    canViewPrivateItems: true,
    canEdit: true,
    allowedOnlineMeetingProviders: ['teamsForBusiness'],
    defaultOnlineMeetingProvider: 'teamsForBusiness',
    isTallyingResponses: true,
    isRemovable: !isDefault,
    owner: { name: call.mailbox.name, address: call.mailbox.address },
  };
  return pick(whole, selection(call.query, 'calendar', Object.keys(whole)));
}

/** A calendar of the mailbox by its number. */
export async function readCalendarFolder(call: Call, number: number): Promise<Folder> {
  const folder = await call.graph.db
    .selectFrom('folder')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst();
  if (!folder) throw itemNotFound();
  return folder;
}

const answer = (call: Call, folder: Folder, status: number, path = 'calendars') => ({
  status,
  body: {
    '@odata.context': contextOf(call, `${path}${selectSuffix(call.query)}/$entity`),
    ...presentCalendar(call, folder),
  },
});

export const getCalendar: Handler = async (call, id = 'calendar') =>
  answer(call, await resolveFolder(call, id, 'calendar'), 200);

/** All calendars of the mailbox, its own first. */
export const calendarsOf = (call: Call): Promise<Folder[]> =>
  call.graph.db
    .selectFrom('folder')
    .selectAll()
    .where('mailbox', '=', call.mailbox.id)
    .where('kind', '=', 'calendar')
    .orderBy('number')
    .execute();

/** A list of calendars with its context. */
export function answerCalendars(call: Call, rows: Folder[], path: string): GraphAnswer {
  const skip = call.query.skip ?? 0;
  const size = pageSizeOf(call.query, call.prefer);
  const value = rows.slice(skip, skip + size).map((folder) => presentCalendar(call, folder));
  const body = {
    '@odata.context': contextOf(call, `${path}${selectSuffix(call.query)}`),
    ...(call.query.count && { '@odata.count': rows.length }),
    value,
    ...(rows.length > skip + size && {
      '@odata.nextLink': linkWith(call, '$skip', String(skip + size)),
    }),
  };
  return { status: 200, body };
}

export const listCalendars: Handler = async (call) =>
  answerCalendars(call, await calendarsOf(call), 'calendars');

function readCalendar(body: Json): { name?: string; details: Json } {
  const { name, color, hexColor } = body;
  if (name !== undefined && (typeof name !== 'string' || name.trim() === '')) {
    throw badBody("A calendar has a 'name'.");
  }
  const details: Json = {
    ...(color !== undefined && { color: oneOf(...colors)(color, 'color') }),
    ...(typeof hexColor === 'string' && { hexColor }),
  };
  return { ...(typeof name === 'string' && { name: name.trim() }), details };
}

const change = async (call: Call, folder: Folder, name: string, details: Json): Promise<Folder> =>
  call.graph.db
    .updateTable('folder')
    .set({
      name,
      change: await nextChange(call.graph.db),
      details: jsonb({ ...folder.details, ...details }),
    })
    .where('number', '=', folder.number)
    .returningAll()
    .executeTakeFirstOrThrow();

const notify = (call: Call): void => call.graph.notify({ userId: call.mailbox.id, kind: 'folder' });

/** Makes a calendar with more details, e.g. the group it is in. */
export async function createCalendarIn(call: Call, more: Json, path: string): Promise<GraphAnswer> {
  const { name, details } = readCalendar(jsonBody(call));
  if (name === undefined) throw badBody("A calendar has a 'name'.");
  const parent = await wellKnownFolder(call.graph.db, call.mailbox.id, 'calendar');
  const made = await insertFolder(call.graph.db, parent, name, false);
  notify(call);
  return answer(call, await change(call, made, name, { ...details, ...more }), 201, path);
}

export const createCalendar: Handler = (call) => createCalendarIn(call, {}, 'calendars');

export const updateCalendar: Handler = async (call, id = 'calendar') => {
  const folder = await resolveFolder(call, id, 'calendar');
  const { name, details } = readCalendar(jsonBody(call));
  const changed = await change(call, folder, name ?? folder.name, details);
  notify(call);
  return answer(call, changed, 200);
};

/** Throws `ErrorAccessDenied` for the mailbox's own calendar. */
export const deleteCalendar: Handler = async (call, id = '') => {
  await removeFolder(call.graph, await resolveFolder(call, id, 'calendar'));
  notify(call);
  return { status: 204 };
};
