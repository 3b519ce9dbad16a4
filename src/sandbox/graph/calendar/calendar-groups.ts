import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { badBody, GraphError, itemNotFound } from '../errors.ts';
import { pick, selection, selectSuffix } from '../select.ts';
import {
  folderId,
  insertFolder,
  removeFolder,
  resolveFolder,
  wellKnownFolder,
} from '../store/folders.ts';
import type { Folder } from '../store/folders.ts';
import { changeKey } from '../store/ids.ts';
import { nextChange, type Json } from '../store/schema.ts';
import { answerCalendars, calendarsOf, createCalendarIn } from './calendars.ts';

/** Groups every mailbox has: name in the store, display name, class. */
const wellKnown = [
  ['mycalendars', 'My Calendars', '0006f0b7-0000-0000-c000-000000000046'],
  ['othercalendars', 'Other Calendars', '0006f0b8-0000-0000-c000-000000000046'],
  ['peoplescalendars', "People's Calendars", '0006f0b9-0000-0000-c000-000000000046'],
] as const;

const noClass = '00000000-0000-0000-0000-000000000000';

/** The mailbox's groups; one made before there were any gets them now. */
async function groupsOf(call: Call): Promise<Folder[]> {
  const { db } = call.graph;
  const parent = (await wellKnownFolder(db, call.mailbox.id, 'calendar')).number;
  const read = () =>
    db
      .selectFrom('folder')
      .selectAll()
      .where('mailbox', '=', call.mailbox.id)
      .where('kind', '=', 'calendarGroup')
      .orderBy('number')
      .execute();
  const known = await read();
  if (known.length > 0) return known;
  const change = await nextChange(db);
  const common = { mailbox: call.mailbox.id, parent, kind: 'calendarGroup' as const, change };
  await db
    .insertInto('folder')
    .values(
      wellKnown.map(([well_known, name]) => ({ ...common, well_known, name, is_hidden: false })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return read();
}

async function resolveGroup(call: Call, id: string): Promise<Folder> {
  const groups = await groupsOf(call);
  const { number } = await resolveFolder(call, id, 'calendarGroup');
  const found = groups.find((group) => group.number === number);
  if (!found) throw itemNotFound();
  return found;
}

function present(call: Call, folder: Folder): Json {
  const [, , classId = noClass] = wellKnown.find(([name]) => name === folder.well_known) ?? [];
  const whole: Json = {
    id: folderId(folder.mailbox, folder.number),
    name: folder.name,
    classId,
    changeKey: changeKey(folder.mailbox, folder.change),
  };
  return pick(whole, selection(call.query, 'calendarGroup', Object.keys(whole)));
}

function answer(call: Call, folder: Folder, status: number): GraphAnswer {
  const context = contextOf(call, `calendarGroups${selectSuffix(call.query)}/$entity`);
  return { status, body: { '@odata.context': context, ...present(call, folder) } };
}

export const listCalendarGroups: Handler = async (call) => ({
  status: 200,
  body: {
    '@odata.context': contextOf(call, `calendarGroups${selectSuffix(call.query)}`),
    value: (await groupsOf(call)).map((folder) => present(call, folder)),
  },
});

export const getCalendarGroup: Handler = async (call, id = '') =>
  answer(call, await resolveGroup(call, id), 200);

function readName(body: Json): string {
  const { name } = body;
  if (typeof name === 'string' && name.trim() !== '') return name.trim();
  throw badBody("A calendar group has a 'name'.");
}

export const createCalendarGroup: Handler = async (call) => {
  const [first] = await groupsOf(call);
  if (!first) throw itemNotFound();
  const made = await insertFolder(call.graph.db, first, readName(jsonBody(call)), false);
  return answer(call, made, 201);
};

export const updateCalendarGroup: Handler = async (call, id = '') => {
  const folder = await resolveGroup(call, id);
  const { db } = call.graph;
  const changed = await db
    .updateTable('folder')
    .set({ name: readName(jsonBody(call)), change: await nextChange(db) })
    .where('number', '=', folder.number)
    .returningAll()
    .executeTakeFirstOrThrow();
  return answer(call, changed, 200);
};

const isIn = (calendar: Folder, group: Folder): boolean =>
  (calendar.details['group'] ?? null) ===
  (group.well_known === 'mycalendars' ? null : group.number);

/** Only an empty group that somebody made can be removed. */
export const deleteCalendarGroup: Handler = async (call, id = '') => {
  const group = await resolveGroup(call, id);
  const calendars = await calendarsOf(call);
  if (calendars.some((calendar) => isIn(calendar, group))) {
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      'A calendar group with calendars cannot be deleted.',
    );
  }
  await removeFolder(call.graph, group);
  return { status: 204 };
};

const pathOf = (id: string): string => `calendarGroups('${encodeURIComponent(id)}')/calendars`;

export const listGroupCalendars: Handler = async (call, id = '') => {
  const group = await resolveGroup(call, id);
  const calendars = await calendarsOf(call);
  return answerCalendars(
    call,
    calendars.filter((calendar) => isIn(calendar, group)),
    pathOf(id),
  );
};

export const createGroupCalendar: Handler = async (call, id = '') => {
  const group = await resolveGroup(call, id);
  const details = group.well_known === 'mycalendars' ? {} : { group: group.number };
  return createCalendarIn(call, details, pathOf(id));
};
