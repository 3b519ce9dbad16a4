import type { Event, MailFolder, Message } from '@microsoft/microsoft-graph-types';
import type { Category, ItemAttachment, OpenItem } from '../host/backend.ts';
import type { SharedMailbox } from '../../types.ts';
import { meetingTypeOf } from '../host/item-class.ts';
import { api, encode } from './http.ts';
import { mailboxPath } from './shared-mailboxes.ts';

interface Page<T> {
  value: T[];
}

export interface Folder extends MailFolder {
  id: string;
  depth: number;
}

export interface MessageRow extends Message {
  id: string;
}

const rowFields = [
  'id',
  'subject',
  'from',
  'toRecipients',
  'receivedDateTime',
  'isRead',
  'isDraft',
  'categories',
  'hasAttachments',
  'bodyPreview',
].join(',');

async function childFolders(root: string, parent: MailFolder, depth: number): Promise<Folder[]> {
  const own: Folder = { ...parent, id: parent.id ?? '', depth };
  if (!parent.childFolderCount) return [own];
  const page = await api<Page<MailFolder>>(
    `${root}/mailFolders/${encode(own.id)}/childFolders?$top=100`,
  );
  const below = await Promise.all(page.value.map((child) => childFolders(root, child, depth + 1)));
  return [own, ...below.flat()];
}

/** The order Outlook shows the folders of every mailbox in; a person's own come last. */
const wellKnown = ['Inbox', 'Drafts', 'Sent Items', 'Archive', 'Deleted Items', 'Junk Email'];

const rank = ({ displayName }: MailFolder): number => {
  const index = wellKnown.indexOf(displayName ?? '');
  return index < 0 ? wellKnown.length : index;
};

/** Every folder, parents before their children. */
export async function loadFolders(shared?: SharedMailbox): Promise<Folder[]> {
  const root = mailboxPath(shared);
  const page = await api<Page<MailFolder>>(`${root}/mailFolders?$top=100`);
  const folders = page.value.toSorted((left, right) => rank(left) - rank(right));
  return (await Promise.all(folders.map((folder) => childFolders(root, folder, 0)))).flat();
}

/** `folder` is an id or a well-known name. */
export const loadFolder = (folder: string, shared?: SharedMailbox): Promise<MailFolder> =>
  api(`${mailboxPath(shared)}/mailFolders/${encode(folder)}`);

/** The newest `top` messages of a folder. */
export async function loadMessages(
  folder: string,
  top: number,
  shared?: SharedMailbox,
): Promise<MessageRow[]> {
  const query = `$select=${rowFields}&$orderby=receivedDateTime desc&$top=${top}`;
  const page = await api<Page<MessageRow>>(
    `${mailboxPath(shared)}/mailFolders/${encode(folder)}/messages?${encodeURI(query)}`,
  );
  return page.value;
}

const html = { prefer: 'outlook.body-content-type="html"' };

/** Graph's id and the one Office.js shows, by any form of it. */
export const identify = (anyId: string): Promise<{ id: string; ewsId: string }> =>
  api(`/ids?id=${encode(anyId)}`);

/** Exchange's class of an item: PR_MESSAGE_CLASS. */
const messageClass = 'String 0x001A';

interface WholeMessage extends Message {
  singleValueExtendedProperties?: { id: string; value: string }[];
}

/** The meeting an invitation or a cancellation is about; none where it left the calendar. */
async function loadMeeting(path: string): Promise<Event | undefined> {
  const expand = encode('microsoft.graph.eventMessage/event');
  const { event } = await api<{ event?: Event | null }>(`${path}?$expand=${expand}`, {
    headers: { prefer: 'outlook.timezone="UTC"' },
  });
  return event ?? undefined;
}

async function loadMessage(
  id: string,
  ewsId: string,
  shared: SharedMailbox | undefined,
): Promise<OpenItem> {
  const path = `${mailboxPath(shared)}/messages/${encode(id)}`;
  const expand = encode(`singleValueExtendedProperties($filter=id eq '${messageClass}')`);
  const { singleValueExtendedProperties, ...resource } = await api<WholeMessage>(
    `${path}?$expand=${expand}`,
    { headers: html },
  );
  const itemClass = singleValueExtendedProperties?.[0]?.value;
  const event = meetingTypeOf(resource) ? await loadMeeting(path) : undefined;
  return {
    kind: 'message',
    id,
    ewsId,
    resource,
    ...(itemClass && { itemClass }),
    ...(event && { event }),
    ...(shared && { shared }),
  };
}

const loadEvent = (id: string): Promise<Event> =>
  api(`/me/events/${encode(id)}`, {
    headers: { prefer: `${html.prefer}, outlook.timezone="UTC"` },
  });

async function loadSeries(masterId: string): Promise<{ ewsId: string; resource: Event }> {
  const { id, ewsId } = await identify(masterId);
  return { ewsId, resource: await loadEvent(id) };
}

async function loadAppointment(id: string, ewsId: string): Promise<OpenItem> {
  const resource = await loadEvent(id);
  const { seriesMasterId } = resource;
  const series = seriesMasterId ? await loadSeries(seriesMasterId) : undefined;
  return { kind: 'appointment', id, ewsId, resource, ...(series && { series }) };
}

/** An item by any form of its id. */
export async function loadItem(
  kind: OpenItem['kind'],
  anyId: string,
  shared?: SharedMailbox,
): Promise<OpenItem> {
  const { id, ewsId } = await identify(anyId);
  if (kind === 'message') return loadMessage(id, ewsId, shared);
  return loadAppointment(id, ewsId);
}

/** What names an item: its kind, its id and, where it is not the person's own, its mailbox. */
export interface ItemPlace {
  kind: OpenItem['kind'];
  id: string;
  shared?: SharedMailbox;
}

export const itemPath = (item: ItemPlace): string =>
  `${mailboxPath(item.shared)}/${item.kind === 'message' ? 'messages' : 'events'}/${encode(item.id)}`;

export const markRead = (id: string, isRead: boolean, shared?: SharedMailbox): Promise<unknown> =>
  api(`${mailboxPath(shared)}/messages/${encode(id)}`, { method: 'PATCH', body: { isRead } });

export const moveMessage = (
  id: string,
  folderId: string,
  shared?: SharedMailbox,
): Promise<Message> =>
  api(`${mailboxPath(shared)}/messages/${encode(id)}/move`, {
    method: 'POST',
    body: { destinationId: folderId },
  });

export async function loadMasterCategories(): Promise<Category[]> {
  const page = await api<Page<Category>>('/me/outlook/masterCategories?$top=100');
  return page.value;
}

interface GraphAttachment {
  '@odata.type': string;
  id: string;
  name: string | null;
  contentType: string | null;
  size: number;
  isInline: boolean;
  contentId?: string | null;
}

const kinds: Record<string, ItemAttachment['kind']> = {
  '#microsoft.graph.itemAttachment': 'item',
  '#microsoft.graph.referenceAttachment': 'reference',
};

/** An attachment as the mailbox has it: with Graph's id, and the id a mail's HTML names it by. */
export interface MailAttachment extends ItemAttachment {
  contentId: string;
}

export async function loadAttachments(item: ItemPlace): Promise<MailAttachment[]> {
  const page = await api<Page<GraphAttachment>>(`${itemPath(item)}/attachments`);
  return page.value.map((attachment) => ({
    id: attachment.id,
    name: attachment.name ?? '',
    contentType: attachment.contentType ?? '',
    size: attachment.size,
    isInline: attachment.isInline,
    kind: kinds[attachment['@odata.type']] ?? 'file',
    contentId: attachment.contentId ?? '',
  }));
}

/** Where an attachment's bytes are read and downloaded. */
export const attachmentUrl = (item: ItemPlace, attachmentId: string): string =>
  `/api${itemPath(item)}/attachments/${encode(attachmentId)}/$value`;
