import { contextOf, type Call, type Handler } from '../call.ts';
import { GraphError } from '../errors.ts';
import { changeItem } from '../store/items.ts';
import { insertAttachments } from '../mail/store-mail.ts';
import { resolveContact } from './contacts.ts';

/** Exchange keeps a contact's picture as an attachment of this name. */
const name = 'ContactPicture.jpg';
const maxSize = 4 * 1024 * 1024;

const noPhoto = (): GraphError =>
  new GraphError(404, 'ErrorItemNotFound', "The photo wasn't found.");

async function readPhoto(call: Call, id: string) {
  const { number } = await resolveContact(call, id);
  const row = await call.graph.db
    .selectFrom('attachment')
    .selectAll()
    .where('item', '=', number)
    .where('name', '=', name)
    .executeTakeFirst();
  if (!row) throw noPhoto();
  return row;
}

/** Width and height of a JPEG or PNG; 1 by 1 for what is neither. */
function sizeOf(bytes: Buffer): { width: number; height: number } {
  if (bytes.toString('latin1', 1, 4) === 'PNG' && bytes.length >= 24) {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  for (
    let at = 2;
    at + 9 < bytes.length && bytes[at] === 0xff;
    at += 2 + bytes.readUInt16BE(at + 2)
  ) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  }
  return { width: 1, height: 1 };
}

export const getPhoto: Handler = async (call, id = '') => {
  const { content, content_type: type } = await readPhoto(call, id);
  const { width, height } = sizeOf(Buffer.from(content));
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(call, `contacts('${encodeURIComponent(id)}')/photo/$entity`),
      '@odata.mediaContentType': type,
      id: `${width}X${height}`,
      height,
      width,
    },
  };
};

export const getPhotoValue: Handler = async (call, id = '') => {
  const { content, content_type: type } = await readPhoto(call, id);
  return { status: 200, headers: { 'content-type': type }, body: Buffer.from(content) };
};

/** `PUT …/photo/$value` with an image of at most 4 MB. */
export const putPhoto: Handler = async (call, id = '') => {
  const { body, headers } = call.request;
  if (!Buffer.isBuffer(body) || body.length === 0) {
    throw new GraphError(400, 'ErrorInvalidImage', 'The body is no image.');
  }
  if (body.length > maxSize) {
    throw new GraphError(413, 'ErrorItemSaveSizeExceeded', 'The photo is larger than 4 MB.');
  }
  const contentType = headers['content-type']?.split(';')[0] ?? 'image/jpeg';
  const { number } = await resolveContact(call, id);
  await changeItem(call, number, async (_fresh, tx) => {
    await tx.deleteFrom('attachment').where('item', '=', number).where('name', '=', name).execute();
    const photo = { type: 'file' as const, name, contentType, isInline: true, contentId: null };
    await insertAttachments(tx, number, [{ ...photo, content: body }], call.graph.now());
    return {};
  });
  return { status: 200 };
};
