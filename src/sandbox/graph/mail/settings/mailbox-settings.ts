import { contextOf, isObject, jsonBody, type Call, type Graph, type Handler } from '../../call.ts';
import { badBody, GraphError } from '../../errors.ts';
import { ianaZone } from '../../calendar/time-zone.ts';
import { folderId, wellKnownFolder } from '../../store/folders.ts';
import { jsonb, type Json } from '../../store/schema.ts';
import { languageOf } from './languages.ts';

const name = 'mailboxSettings';
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const byDefault: Json = {
  timeZone: 'UTC',
  delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
  dateFormat: 'yyyy-MM-dd',
  timeFormat: 'HH:mm',
  userPurpose: 'user',
  automaticRepliesSetting: {
    status: 'disabled',
    externalAudience: 'all',
    scheduledStartDateTime: { dateTime: '2026-01-01T00:00:00.0000000', timeZone: 'UTC' },
    scheduledEndDateTime: { dateTime: '2026-01-02T00:00:00.0000000', timeZone: 'UTC' },
    internalReplyMessage: '',
    externalReplyMessage: '',
  },
  language: { locale: 'en-US', displayName: 'English (United States)' },
  workingHours: {
    daysOfWeek: days.slice(1, 6),
    startTime: '08:00:00.0000000',
    endTime: '17:00:00.0000000',
    timeZone: { name: 'UTC' },
  },
};

/** The settings of a mailbox in Graph's own form, without the archive folder. */
export async function readSettings({ db }: Graph, mailbox: string): Promise<Json> {
  const row = await db
    .selectFrom('mailbox_setting')
    .select('value')
    .where('mailbox', '=', mailbox)
    .where('name', '=', name)
    .executeTakeFirst();
  return { ...byDefault, ...row?.value };
}

type Reader = (value: unknown, before: unknown) => unknown;
const wrong = (what: string, wanted: string): Error => badBody(`'${what}' is ${wanted}.`);

function asText(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw wrong(what, 'a string');
}

function oneOf(values: string[], value: unknown, what: string): string {
  const found = values.find((one) => one.toLowerCase() === String(value).toLowerCase());
  if (found !== undefined) return found;
  throw wrong(what, `one of ${values.join(', ')}`);
}

const asTimeZone = (value: unknown): string => {
  const zone = asText(value, 'timeZone');
  ianaZone(zone);
  return zone;
};

function asTime(value: unknown, what: string): unknown {
  const isTime =
    isObject(value) &&
    typeof value['dateTime'] === 'string' &&
    typeof value['timeZone'] === 'string' &&
    !Number.isNaN(Date.parse(value['dateTime']));
  if (isTime) return { dateTime: value['dateTime'], timeZone: value['timeZone'] };
  throw wrong(what, 'a dateTimeTimeZone');
}

const fields: Record<string, Record<string, Reader>> = {
  automaticRepliesSetting: {
    status: (value) => oneOf(['disabled', 'alwaysEnabled', 'scheduled'], value, 'status'),
    externalAudience: (value) => oneOf(['none', 'contactsOnly', 'all'], value, 'externalAudience'),
    scheduledStartDateTime: (value) => asTime(value, 'scheduledStartDateTime'),
    scheduledEndDateTime: (value) => asTime(value, 'scheduledEndDateTime'),
    internalReplyMessage: (value) => asText(value, 'internalReplyMessage'),
    externalReplyMessage: (value) => asText(value, 'externalReplyMessage'),
  },
  workingHours: {
    daysOfWeek: (value) => {
      if (!Array.isArray(value)) throw wrong('daysOfWeek', 'an array of days');
      return value.map((day: unknown) => oneOf(days, day, 'daysOfWeek'));
    },
    startTime: (value) => asText(value, 'startTime'),
    endTime: (value) => asText(value, 'endTime'),
    timeZone: (value) => {
      if (isObject(value)) return withSmallDays(value);
      throw wrong('timeZone', 'a timeZoneBase');
    },
  },
};

const undeclaredIn = (type: string, property: string): Error =>
  badBody(
    `The property '${property}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
  );

/** Days of the week come back in small letters. */
function withSmallDays(zone: Json): Json {
  const transition = (value: unknown): unknown =>
    isObject(value) && typeof value['dayOfWeek'] === 'string'
      ? { ...value, dayOfWeek: oneOf(days, value['dayOfWeek'], 'dayOfWeek') }
      : value;
  return Object.fromEntries(Object.entries(zone).map(([name, value]) => [name, transition(value)]));
}

/** A setting of several parts: those given take the place of those before. */
const parts =
  (type: string): Reader =>
  (value, before) => {
    if (!isObject(value)) throw wrong(type, 'an object');
    const readers = fields[type] ?? {};
    const changed: [string, unknown][] = Object.entries(value)
      .filter(([part]) => !part.includes('@'))
      .map(([part, given]) => {
        const reader = Object.hasOwn(readers, part) ? readers[part] : undefined;
        if (!reader) throw undeclaredIn(type, part);
        return [part, reader(given, undefined)] as const;
      });
    return { ...(before as Json), ...Object.fromEntries(changed) };
  };

const readers: Record<string, Reader> = {
  timeZone: asTimeZone,
  dateFormat: (value) => asText(value, 'dateFormat'),
  timeFormat: (value) => asText(value, 'timeFormat'),
  delegateMeetingMessageDeliveryOptions: (value) =>
    oneOf(
      [
        'sendToDelegateAndInformationToPrincipal',
        'sendToDelegateAndPrincipal',
        'sendToDelegateOnly',
      ],
      value,
      'delegateMeetingMessageDeliveryOptions',
    ),
  language: (value) => languageOf(isObject(value) ? value['locale'] : undefined),
  automaticRepliesSetting: parts('automaticRepliesSetting'),
  workingHours: parts('workingHours'),
};

const readOnly = new Set(['archiveFolder', 'userPurpose']);

function readChanges(body: Json, before: Json): Json {
  const given = Object.entries(body).filter(([one]) => !one.includes('@') && !readOnly.has(one));
  return Object.fromEntries(
    given.map(([one, value]) => {
      const reader = Object.hasOwn(readers, one) ? readers[one] : undefined;
      if (!reader) throw undeclaredIn('mailboxSettings', one);
      return [one, reader(value, before[one])];
    }),
  );
}

const context = (call: Call, path = ''): Json => ({
  '@odata.context': contextOf(call, `${name}${path}`),
});

async function whole(call: Call): Promise<Json> {
  const archive = await wellKnownFolder(call.graph.db, call.mailbox.id, 'archive');
  const archiveFolder = folderId(call.mailbox.id, archive.number);
  return { archiveFolder, ...(await readSettings(call.graph, call.mailbox.id)) };
}

export const getSettings: Handler = async (call) => ({
  status: 200,
  body: { ...context(call), ...(await whole(call)) },
});

/** `…/mailboxSettings/timeZone` and the like: objects as they are, others as `value`. */
export const getSetting: Handler = async (call, path = '') => {
  const settings = await whole(call);
  const found = Object.keys(settings).find((one) => one.toLowerCase() === path.toLowerCase());
  if (!found) {
    throw new GraphError(400, 'BadRequest', `Resource not found for the segment '${path}'.`);
  }
  const value = settings[found];
  const object = isObject(value) ? value : { value };
  return { status: 200, body: { ...context(call, `/${found}`), ...object } };
};

/** Answers what was changed, as Exchange does. */
export const updateSettings: Handler = async (call) => {
  const before = await readSettings(call.graph, call.mailbox.id);
  const changes = readChanges(jsonBody(call), before);
  const value = { ...before, ...changes };
  await call.graph.db
    .insertInto('mailbox_setting')
    .values({ mailbox: call.mailbox.id, name, value: jsonb(value) })
    .onConflict((conflict) =>
      conflict.columns(['mailbox', 'name']).doUpdateSet({ value: jsonb(value) }),
    )
    .execute();
  return { status: 200, body: { ...context(call), ...changes } };
};
