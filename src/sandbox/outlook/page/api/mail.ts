import type { MailFolder, Message } from '@microsoft/microsoft-graph-types';
import type { Category, ItemAttachment, OpenItem } from '../host/backend.ts';
import { api, encode } from './http.ts';

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

async function childFolders(parent: MailFolder, depth: number): Promise<Folder[]> {
  const own: Folder = { ...parent, id: parent.id ?? '', depth };
  if (!parent.childFolderCount) return [own];
  const page = await api<Page<MailFolder>>(
    `/me/mailFolders/${encode(own.id)}/childFolders?$top=100`,
  );
  const below = await Promise.all(page.value.map((child) => childFolders(child, depth + 1)));
  return [own, ...below.flat()];
}

/** The order Outlook shows the folders of every mailbox in; a person's own come last. */
const wellKnown = ['Inbox', 'Drafts', 'Sent Items', 'Archive', 'Deleted Items', 'Junk Email'];

const rank = ({ displayName }: MailFolder): number => {
  const index = wellKnown.indexOf(displayName ?? '');
  return index < 0 ? wellKnown.length : index;
};

/** Every folder, parents before their children. */
export async function loadFolders(): Promise<Folder[]> {
  const page = await api<Page<MailFolder>>('/me/mailFolders?$top=100');
  const folders = page.value.toSorted((left, right) => rank(left) - rank(right));
  return (await Promise.all(folders.map((folder) => childFolders(folder, 0)))).flat();
}

/** `folder` is an id or a well-known name. */
export const loadFolder = (folder: string): Promise<MailFolder> =>
  api(`/me/mailFolders/${encode(folder)}`);

/** The newest `top` messages of a folder. */
export async function loadMessages(folder: string, top: number): Promise<MessageRow[]> {
  const query = `$select=${rowFields}&$orderby=receivedDateTime desc&$top=${top}`;
  const page = await api<Page<MessageRow>>(
    `/me/mailFolders/${encode(folder)}/messages?${encodeURI(query)}`,
  );
  return page.value;
}

const html = { prefer: 'outlook.body-content-type="html"' };

/** An item by any form of its id. */
export async function loadItem(kind: OpenItem['kind'], anyId: string): Promise<OpenItem> {
  const { id, ewsId } = await api<{ id: string; ewsId: string }>(`/ids?id=${encode(anyId)}`);
  if (kind === 'message') {
    const resource = await api<Message>(`/me/messages/${encode(id)}`, { headers: html });
    return { kind, id, ewsId, resource };
  }
  const prefer = `${html.prefer}, outlook.timezone="UTC"`;
  return {
    kind,
    id,
    ewsId,
    resource: await api(`/me/events/${encode(id)}`, { headers: { prefer } }),
  };
}

export const itemPath = (item: Pick<OpenItem, 'kind' | 'id'>): string =>
  `/me/${item.kind === 'message' ? 'messages' : 'events'}/${encode(item.id)}`;

export const markRead = (id: string, isRead: boolean): Promise<unknown> =>
  api(`/me/messages/${encode(id)}`, { method: 'PATCH', body: { isRead } });

export const moveMessage = (id: string, folderId: string): Promise<Message> =>
  api(`/me/messages/${encode(id)}/move`, { method: 'POST', body: { destinationId: folderId } });

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

export async function loadAttachments(
  item: Pick<OpenItem, 'kind' | 'id'>,
): Promise<MailAttachment[]> {
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
export const attachmentUrl = (item: Pick<OpenItem, 'kind' | 'id'>, attachmentId: string): string =>
  `/api${itemPath(item)}/attachments/${encode(attachmentId)}/$value`;
