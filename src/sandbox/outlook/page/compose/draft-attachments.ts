import type { Message } from '@microsoft/microsoft-graph-types';
import { api } from '../api/http.ts';
import { loadItem } from '../api/mail.ts';
import type { OpenItem } from '../host/backend.ts';
import type { NewFile } from '../host/compose-item.ts';

/** A saved draft: its path in Graph, and how its attachments are read. */
export interface DraftPlace {
  path: string;
  item: Pick<OpenItem, 'kind' | 'id'>;
}

interface Made {
  id: string;
}

/** Graph takes up to 3 MB in one request; larger files go in parts. */
const oneRequestBytes = 3 * 1024 * 1024;
/** A multiple of 320 KiB, as upload sessions want it. */
const partBytes = 10 * 320 * 1024;

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** The id is the last part of the address that the last part of an upload is answered with. */
const idInLocation = (location: string | null): string | undefined =>
  /attachments\(?'?\/?([^'/)]+)/i.exec(location ?? '')?.[1];

async function upload(place: DraftPlace, file: NewFile): Promise<string> {
  const bytes = bytesOf(file.content);
  const { uploadUrl } = await api<{ uploadUrl: string }>(
    `${place.path}/attachments/createUploadSession`,
    {
      method: 'POST',
      body: {
        AttachmentItem: {
          attachmentType: 'file',
          name: file.name,
          size: bytes.length,
          contentType: file.contentType,
          isInline: file.isInline,
        },
      },
    },
  );
  let location: string | null = null;
  for (let from = 0; from < bytes.length; from += partBytes) {
    const part = bytes.slice(from, from + partBytes);
    const range = `bytes ${from}-${from + part.length - 1}/${bytes.length}`;
    const headers = { 'content-range': range };
    const answer = await fetch(uploadUrl, { method: 'PUT', headers, body: part });
    if (!answer.ok) throw new Error(`The upload was answered with ${answer.status}.`);
    location = answer.headers.get('location');
  }
  const id = idInLocation(location);
  if (id === undefined) throw new Error('The upload was not answered with an attachment.');
  return decodeURIComponent(id);
}

/** Puts a file on a draft; answers the attachment's Graph id. */
export async function postFile(place: DraftPlace, file: NewFile): Promise<string> {
  if (file.content.length * 0.75 > oneRequestBytes) return upload(place, file);
  const made = await api<Made>(`${place.path}/attachments`, {
    method: 'POST',
    body: {
      '@odata.type': '#microsoft.graph.fileAttachment',
      name: file.name,
      contentType: file.contentType,
      contentBytes: file.content,
      isInline: file.isInline,
      ...(file.isInline && { contentId: file.name }),
    },
  });
  return made.id;
}

/** What of a message goes into an attachment. */
const embedded = ({ subject, body, from, toRecipients, ccRecipients, sentDateTime }: Message) => ({
  '@odata.type': '#microsoft.graph.message',
  subject,
  body,
  from,
  toRecipients,
  ccRecipients,
  sentDateTime,
});

/** Puts another message on a draft, by any form of its id; answers the attachment's Graph id. */
export async function postItem(place: DraftPlace, anyId: string, name: string): Promise<string> {
  const item = await loadItem('message', anyId);
  const made = await api<Made>(`${place.path}/attachments`, {
    method: 'POST',
    body: {
      '@odata.type': '#microsoft.graph.itemAttachment',
      name,
      item: embedded(item.resource),
    },
  });
  return made.id;
}

export async function dropAttachment(place: DraftPlace, id: string): Promise<void> {
  await api(`${place.path}/attachments/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
