import { hostAttachment } from '../initial-data.ts';
import {
  accessOf,
  type Call,
  composeItemOf,
  type Method,
  officeError,
  OfficeError,
  stringOf,
} from '../method.ts';

/** Exchange Online's limits of one item, as the documents of office.js give them. */
const limits = { count: 499, bytes: 25 * 1024 * 1024 };

async function checkedAttachment(call: Call): Promise<string> {
  const id = stringOf(call.params['id'] ?? call.params['attachmentIndex']);
  const attachments = await accessOf(call).attachments();
  if (attachments.some((attachment) => attachment.id === id)) return id;
  throw new OfficeError(officeError.invalidAttachmentId, `There is no attachment ${id}.`);
}

async function checkCount(call: Call): Promise<void> {
  if ((await accessOf(call).attachments()).length < limits.count) return;
  throw new OfficeError(officeError.tooManyAttachments, 'The item has too many attachments.');
}

const types: Record<string, string> = {
  csv: 'text/csv',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
};

/** The media type a name's ending stands for. */
export const typeOfName = (name: string): string =>
  types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';

async function addFile(call: Call, content: string, contentType: string): Promise<string> {
  if (content.length * 0.75 > limits.bytes) {
    throw new OfficeError(officeError.attachmentTooLarge, 'The file is too large.');
  }
  const name = stringOf(call.params['name']);
  const isInline = call.params['isInline'] === true;
  return composeItemOf(call).addFile({ name, contentType, content, isInline });
}

async function addFromUrl(call: Call): Promise<string> {
  await checkCount(call);
  const file = await call.session.backend.download(stringOf(call.params['uri']));
  return addFile(call, file.content, file.contentType);
}

async function addFromBase64(call: Call): Promise<string> {
  await checkCount(call);
  const content = stringOf(call.params['base64String']).replace(/^data:[^,]*,/, '');
  return addFile(call, content, typeOfName(stringOf(call.params['name'])));
}

async function addItem(call: Call): Promise<string> {
  await checkCount(call);
  const { itemId, name } = call.params;
  return composeItemOf(call).addItem(stringOf(itemId), stringOf(name));
}

/** Attachments of the open item, by dispatch id. */
export const attachmentMethods: Record<number, Method> = {
  16: { name: 'item.addFileAttachmentAsync', level: 2, run: addFromUrl },
  19: { name: 'item.addItemAttachmentAsync', level: 2, run: addItem },
  20: {
    name: 'item.removeAttachmentAsync',
    level: 2,
    run: async (call) => composeItemOf(call).removeAttachment(await checkedAttachment(call)),
  },
  148: { name: 'item.addFileAttachmentFromBase64Async', level: 2, run: addFromBase64 },
  149: {
    name: 'item.getAttachmentsAsync',
    level: 1,
    run: async (call) => (await accessOf(call).attachments()).map(hostAttachment),
  },
  150: {
    name: 'item.getAttachmentContentAsync',
    level: 1,
    run: async (call) => accessOf(call).attachmentContent(await checkedAttachment(call)),
  },
};
