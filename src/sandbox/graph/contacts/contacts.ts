import { sql } from 'kysely';
import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { itemNotFound } from '../errors.ts';
import { expandItems } from '../expand.ts';
import { instant } from '../mail/store-mail.ts';
import { pick, selection, selectSuffix } from '../select.ts';
import { writeExtended } from '../store/extended.ts';
import { folderId, resolveFolder, type Folder } from '../store/folders.ts';
import { changeKey } from '../store/ids.ts';
import { itemDelta } from '../store/item-delta.ts';
import {
  addItem,
  changeItem,
  etagOf,
  itemId,
  removeItem,
  resolveItem,
  type Item,
  type WholeItem,
} from '../store/items.ts';
import { listItems } from '../store/list-items.ts';
import { jsonb, type Json } from '../store/schema.ts';
import { madeNames } from './contact-names.ts';
import { readContact } from './read-contact.ts';

/** Properties of a contact and what they are where a card does not say. */
export const contactDefaults: Record<string, unknown> = {
  categories: [],
  birthday: null,
  fileAs: '',
  displayName: '',
  givenName: null,
  initials: null,
  middleName: null,
  nickName: null,
  surname: null,
  title: null,
  yomiGivenName: null,
  yomiSurname: null,
  yomiCompanyName: null,
  generation: null,
  imAddresses: [],
  jobTitle: null,
  companyName: null,
  department: null,
  officeLocation: null,
  profession: null,
  businessHomePage: null,
  assistantName: null,
  manager: null,
  homePhones: [],
  mobilePhone: null,
  businessPhones: [],
  spouseName: null,
  personalNotes: '',
  children: [],
  emailAddresses: [],
  homeAddress: {},
  businessAddress: {},
  otherAddress: {},
};

const ordinals = ['primaryEmailAddress', 'secondaryEmailAddress', 'tertiaryEmailAddress'];

const properties = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'parentFolderId',
  ...Object.keys(contactDefaults),
  ...ordinals,
  'photo',
];

/** The addresses by their place, which is served on request only. */
function addressesByPlace(item: Item, selected: Set<string> | undefined): Json {
  const addresses = (item.doc['emailAddresses'] ?? []) as Json[];
  const wanted = ordinals.filter((name) => selected?.has(name.toLowerCase()));
  return Object.fromEntries(
    wanted.map((name) => [name, addresses[ordinals.indexOf(name)] ?? null]),
  );
}

function presentContact(call: Call, item: Item, selected: Set<string> | undefined): Json {
  const known = Object.keys(contactDefaults);
  const whole: Json = {
    '@odata.etag': etagOf(item),
    id: itemId(item, call.prefer),
    createdDateTime: instant(item.created),
    lastModifiedDateTime: instant(item.modified),
    changeKey: changeKey(item.mailbox, item.change),
    parentFolderId: folderId(item.mailbox, item.folder),
    ...Object.fromEntries(known.map((name) => [name, item.doc[name] ?? contactDefaults[name]])),
    ...addressesByPlace(item, selected),
  };
  return pick(whole, selected);
}

function present(call: Call, items: Item[]): Promise<Json[]> {
  const selected = selection(call.query, 'contact', properties);
  return expandItems(
    call,
    items,
    items.map((item) => presentContact(call, item, selected)),
  );
}

const folderOf = (call: Call): Promise<Folder> =>
  resolveFolder(call, call.folder ?? 'contacts', 'contact');

/** The contact, in the folder the path names if it names one. */
export async function resolveContact(call: Call, id: string): Promise<WholeItem> {
  const item = await resolveItem(call, 'contact', id);
  if (call.folder !== undefined && (await folderOf(call)).number !== item.folder) {
    throw itemNotFound();
  }
  return item;
}

/** Words that names, company or addresses contain. */
const searched = (text: string) => {
  const words = text.replaceAll('"', '').toLowerCase().split(/\s+/).filter(Boolean);
  const all = sql`lower(concat_ws(' ', item.doc ->> 'displayName', item.doc ->> 'companyName',
    item.doc ->> 'nickName', item.doc ->> 'emailAddresses'))`;
  const found = words.map((word) => sql`position(${word} in ${all}) > 0`);
  return found.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(found, sql` and `)}`;
};

export const listContacts: Handler = async (call) =>
  listItems(call, {
    kind: 'contact',
    folder: await folderOf(call),
    columns: [],
    ...(call.query.search !== undefined && { search: searched(call.query.search) }),
    order: 'oldest',
    context: contextOf(call, `contacts${selectSuffix(call.query)}`),
    present: (items) => present(call, items),
  });

async function answerContact(call: Call, item: Item, status = 200): Promise<GraphAnswer> {
  const [object] = await present(call, [item]);
  const context = contextOf(call, `contacts${selectSuffix(call.query)}/$entity`);
  const headers = { etag: etagOf(item) };
  return { status, headers, body: { '@odata.context': context, ...object } };
}

export const getContact: Handler = async (call, id = '') =>
  answerContact(call, await resolveContact(call, id));

export const createContact: Handler = async (call) => {
  const { doc, properties: extended } = readContact(jsonBody(call));
  const folder = await folderOf(call);
  const now = call.graph.now();
  const values = {
    ...{ mailbox: folder.mailbox, folder: folder.number, kind: 'contact' as const },
    ...{ at: now, until: null, body: jsonb({ contentType: 'text' as const, content: '' }) },
    doc: jsonb<Json>({ categories: [], ...doc, ...madeNames(undefined, doc) }),
  };
  const item = await addItem(call.graph, values, (made, tx) =>
    writeExtended(tx, made.number, extended),
  );
  return answerContact(call, item, 201);
};

export const updateContact: Handler = async (call, id = '') => {
  const { doc, properties: extended } = readContact(jsonBody(call));
  const { number } = await resolveContact(call, id);
  const changed = await changeItem(call, number, async (fresh, tx) => {
    await writeExtended(tx, number, extended);
    return { doc: jsonb({ ...fresh.doc, ...doc, ...madeNames(fresh.doc, doc) }) };
  });
  return answerContact(call, changed);
};

export const deleteContact: Handler = async (call, id = '') => {
  await removeItem(call, (await resolveContact(call, id)).number);
  return { status: 204 };
};

/** `GET …/contacts/delta`, of the mailbox's own folder or the one in the path. */
export const contactDelta: Handler = async (call) =>
  itemDelta(call, {
    kind: 'contact',
    folder: await folderOf(call),
    type: 'contact',
    present: async (selecting, items) =>
      (await present(selecting, items)).map((object) => ({
        '@odata.type': '#microsoft.graph.contact',
        ...object,
      })),
  });
