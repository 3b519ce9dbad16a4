import { randomBytes } from 'node:crypto';
import { contextOf, isObject, jsonBody, type Call, type Handler } from '../../call.ts';
import { badBody, itemNotFound } from '../../errors.ts';
import { resolveFolder } from '../../store/folders.ts';
import { jsonb, type Json } from '../../store/schema.ts';
import { predicates } from './predicates.ts';

const actions = new Set([
  'assignCategories',
  'copyToFolder',
  'delete',
  'forwardAsAttachmentTo',
  'forwardTo',
  'markAsRead',
  'markImportance',
  'moveToFolder',
  'permanentDelete',
  'redirectTo',
  'stopProcessingRules',
]);
const conditions = new Set([...Object.keys(predicates), 'messageActionFlag', 'sensitivity']);

const types: Record<string, [type: string, names: Set<string>]> = {
  actions: ['messageRuleActions', actions],
  conditions: ['messageRulePredicates', conditions],
  exceptions: ['messageRulePredicates', conditions],
};
const plain = ['displayName', 'sequence', 'isEnabled'];
const readOnly = ['id', 'hasError', 'isReadOnly'];

const undeclaredIn = (type: string, name: string): Error =>
  badBody(
    `The property '${name}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
  );

const isSent = (name: string): boolean => !name.includes('@') && !readOnly.includes(name);

function readPart(part: string, value: unknown): Json {
  const [type = '', names] = types[part] ?? [];
  if (!isObject(value)) throw badBody(`'${part}' is an object.`);
  const given = Object.entries(value).filter(([name, one]) => !name.includes('@') && one !== null);
  for (const [name] of given) if (!names?.has(name)) throw undeclaredIn(type, name);
  return Object.fromEntries(given);
}

function readOne(name: string, value: unknown): unknown {
  if (name in types) return value === null ? null : readPart(name, value);
  const wanted = { displayName: 'string', sequence: 'number', isEnabled: 'boolean' }[name];
  if (typeof value === wanted) return value;
  throw badBody(`'${name}' is a ${wanted ?? 'value'}.`);
}

function readRule(body: Json): Json {
  const given = Object.entries(body).filter(([name]) => isSent(name));
  return Object.fromEntries(
    given.map(([name, value]) => {
      if (!plain.includes(name) && !(name in types)) throw undeclaredIn('messageRule', name);
      return [name, readOne(name, value)];
    }),
  );
}

/** Rules are those of the inbox. */
async function requireInbox(call: Call, folder: string): Promise<void> {
  if ((await resolveFolder(call, folder)).well_known !== 'inbox') {
    throw badBody('Message rules are supported for the inbox only.');
  }
}

const path = "mailFolders('inbox')/messageRules";
const answer = (call: Call, value: Json, status: number) => ({
  status,
  body: { '@odata.context': contextOf(call, `${path}/$entity`), ...value },
});

export const listRules: Handler = async (call, folder = '') => {
  await requireInbox(call, folder);
  const rows = await call.graph.db
    .selectFrom('message_rule')
    .select('value')
    .where('mailbox', '=', call.mailbox.id)
    .orderBy('sequence')
    .orderBy('id')
    .execute();
  const value = rows.map((row) => row.value);
  return { status: 200, body: { '@odata.context': contextOf(call, path), value } };
};

export const createRule: Handler = async (call, folder = '') => {
  await requireInbox(call, folder);
  const rule = readRule(jsonBody(call));
  if (!rule['displayName'] || !isObject(rule['actions'])) {
    throw badBody("A rule has a 'displayName' and 'actions'.");
  }
  const id = Buffer.concat([Buffer.from('01000000', 'hex'), randomBytes(4)]).toString('base64url');
  const value: Json = {
    id: `${id}=`,
    sequence: 1,
    isEnabled: true,
    hasError: false,
    isReadOnly: false,
    ...rule,
  };
  const sequence = value['sequence'] as number;
  await call.graph.db
    .insertInto('message_rule')
    .values({ id: `${id}=`, mailbox: call.mailbox.id, sequence, value: jsonb(value) })
    .execute();
  return answer(call, value, 201);
};

async function resolve(call: Call, folder: string, id: string): Promise<Json> {
  await requireInbox(call, folder);
  const row = await call.graph.db
    .selectFrom('message_rule')
    .select('value')
    .where('mailbox', '=', call.mailbox.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw itemNotFound();
  return row.value;
}

export const getRule: Handler = async (call, folder = '', id = '') =>
  answer(call, await resolve(call, folder, id), 200);

export const updateRule: Handler = async (call, folder = '', id = '') => {
  const value = { ...(await resolve(call, folder, id)), ...readRule(jsonBody(call)) };
  await call.graph.db
    .updateTable('message_rule')
    .set({ value: jsonb<Json>(value), sequence: value['sequence'] as number })
    .where('id', '=', id)
    .execute();
  return answer(call, value, 200);
};

export const deleteRule: Handler = async (call, folder = '', id = '') => {
  await resolve(call, folder, id);
  await call.graph.db.deleteFrom('message_rule').where('id', '=', id).execute();
  return { status: 204 };
};
