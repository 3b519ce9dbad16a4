import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { badBody, notBuilt } from '../errors.ts';
import { expandItems } from '../expand.ts';
import { writeExtended } from '../store/extended.ts';
import { folderId, resolveFolder, wellKnownFolder } from '../store/folders.ts';
import { changeKey } from '../store/ids.ts';
import { changeItem, etagOf, itemId, resolveItem, type Item } from '../store/items.ts';
import { listItems } from '../store/list-items.ts';
import { readMessage } from '../mail/read-message.ts';
import { jsonb, type Json } from '../store/schema.ts';
import { pick, selection, selectSuffix } from '../select.ts';
import { instant } from '../mail/store-mail.ts';

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

const properties = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'parentFolderId',
  ...Object.keys(contactDefaults),
];

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

export const listContacts: Handler = async (call, folder = 'contacts') =>
  listItems(call, {
    kind: 'contact',
    folder: await resolveFolder(call, folder, 'contact'),
    columns: [],
    order: 'oldest',
    context: contextOf(call, `contacts${selectSuffix(call.query)}`),
    present: (items) => present(call, items),
  });

async function answerContact(call: Call, item: Item): Promise<GraphAnswer> {
  const [object] = await present(call, [item]);
  const context = contextOf(call, `contacts${selectSuffix(call.query)}/$entity`);
  return { status: 200, body: { '@odata.context': context, ...object } };
}

export const getContact: Handler = async (call, id = '') =>
  answerContact(call, await resolveItem(call, 'contact', id));

export const updateContact: Handler = async (call, id = '') => {
  const body = jsonBody(call);
  const other = Object.keys(body).find(
    (name) => name !== 'categories' && name !== 'singleValueExtendedProperties',
  );
  if (other !== undefined && !(other in contactDefaults)) {
    throw badBody(`The property '${other}' does not exist on type 'microsoft.graph.contact'.`);
  }
  if (other !== undefined) throw notBuilt(`a change of a contact's '${other}'`);
  const { doc, properties: extended } = readMessage(body);
  const item = await resolveItem(call, 'contact', id);
  const changed = await changeItem(call, item.number, async (fresh, tx) => {
    await writeExtended(tx, item.number, extended ?? []);
    return { doc: jsonb({ ...fresh.doc, ...doc }) };
  });
  return answerContact(call, changed);
};

export const listContactFolders: Handler = async (call) => {
  const folder = await wellKnownFolder(call.graph.db, call.mailbox.id, 'contacts');
  const value = [
    {
      id: folderId(folder.mailbox, folder.number),
      parentFolderId: folderId(folder.mailbox, folder.parent ?? folder.number),
      displayName: folder.name,
    },
  ];
  return { status: 200, body: { '@odata.context': contextOf(call, 'contactFolders'), value } };
};
