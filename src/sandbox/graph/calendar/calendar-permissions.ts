import { randomUUID } from 'node:crypto';
import {
  contextOf,
  isObject,
  jsonBody,
  type Call,
  type GraphAnswer,
  type Handler,
} from '../call.ts';
import { itemNotFound } from '../errors.ts';
import { checkNames, oneOf, wrong } from '../mail/read-message.ts';
import { jsonb, nextChange, type Json } from '../store/schema.ts';
import { calendarOf } from './resolve-meeting.ts';

const roles = ['none', 'freeBusyRead', 'limitedRead', 'read', 'write'];
const names = ['emailAddress', 'isInsideOrganization', 'isRemovable', 'role', 'allowedRoles'];

/** What everybody in the organisation sees of a calendar. */
const organisation: Json = {
  id: 'RGVmYXVsdA==',
  isRemovable: false,
  isInsideOrganization: true,
  role: 'freeBusyRead',
  allowedRoles: roles,
  emailAddress: { name: 'My Organization' },
};

/** The list is kept with the calendar; it is told, but opens nothing to anybody. */
async function permissionsOf(call: Call): Promise<Json[]> {
  const { details } = await calendarOf(call);
  return (details['permissions'] as Json[] | undefined) ?? [organisation];
}

async function keep(call: Call, permissions: Json[]): Promise<void> {
  const { number, details } = await calendarOf(call);
  const { db } = call.graph;
  await db
    .updateTable('folder')
    .set({ details: jsonb<Json>({ ...details, permissions }), change: await nextChange(db) })
    .where('number', '=', number)
    .execute();
}

const answer = (call: Call, permission: Json, status: number): GraphAnswer => {
  const context = contextOf(call, 'calendar/calendarPermissions/$entity');
  return { status, body: { '@odata.context': context, ...permission } };
};

function find(all: Json[], id: string): Json {
  const found = all.find((one) => one['id'] === id);
  if (!found) throw itemNotFound();
  return found;
}

const readRole = (value: unknown): unknown => oneOf(...roles)(value, 'role');

export const listPermissions: Handler = async (call) => ({
  status: 200,
  body: {
    '@odata.context': contextOf(call, 'calendar/calendarPermissions'),
    value: await permissionsOf(call),
  },
});

export const getPermission: Handler = async (call, id = '') =>
  answer(call, find(await permissionsOf(call), id), 200);

export const createPermission: Handler = async (call) => {
  const body = checkNames(jsonBody(call), 'calendarPermission', names);
  const { emailAddress } = body;
  if (!isObject(emailAddress)) throw wrong('emailAddress', 'an emailAddress');
  const made: Json = {
    id: Buffer.from(randomUUID()).toString('base64'),
    isRemovable: true,
    isInsideOrganization: body['isInsideOrganization'] !== false,
    role: readRole(body['role'] ?? 'read'),
    allowedRoles: roles,
    emailAddress,
  };
  await keep(call, [...(await permissionsOf(call)), made]);
  return answer(call, made, 201);
};

export const updatePermission: Handler = async (call, id = '') => {
  const body = checkNames(jsonBody(call), 'calendarPermission', names);
  const all = await permissionsOf(call);
  const changed = { ...find(all, id), role: readRole(body['role']) };
  await keep(
    call,
    all.map((one) => (one['id'] === id ? changed : one)),
  );
  return answer(call, changed, 200);
};

export const deletePermission: Handler = async (call, id = '') => {
  const all = await permissionsOf(call);
  const gone = find(all, id);
  await keep(
    call,
    all.filter((one) => one !== gone),
  );
  return { status: 204 };
};
