import { hostAttachment } from '../initial-data.ts';
import {
  type Call,
  itemOf,
  type Method,
  officeError,
  OfficeError,
  stringOf,
  stringsOf,
} from '../method.ts';

const htmlCoercion = 3;

async function attachmentContent(call: Call) {
  const id = stringOf(call.params['id']);
  const attachments = await call.session.backend.attachments(itemOf(call));
  if (!attachments.some((attachment) => attachment.id === id)) {
    throw new OfficeError(officeError.invalidAttachmentId, `There is no attachment ${id}.`);
  }
  return call.session.backend.attachmentContent(itemOf(call), id);
}

async function internetHeaders(call: Call): Promise<Record<string, string>> {
  const wanted = stringsOf(call.params['internetHeaderKeys']);
  const headers = await call.session.backend.internetHeaders(itemOf(call));
  const found = wanted.flatMap((key) =>
    headers
      .filter(({ name }) => name.toLowerCase() === key.toLowerCase())
      .slice(0, 1)
      .map(({ value }): [string, string] => [key, value]),
  );
  return Object.fromEntries(found);
}

async function allInternetHeaders(call: Call): Promise<string> {
  const headers = await call.session.backend.internetHeaders(itemOf(call));
  return headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
}

async function saveCustomProperties(call: Call): Promise<void> {
  const json = JSON.stringify(call.params['customProperties'] ?? {});
  const { backend, addIn } = call.session;
  await backend.saveCustomProperties(itemOf(call), addIn.id, json);
}

/** Methods of the open item, by dispatch id. */
export const itemMethods: Record<number, Method> = {
  3: {
    name: 'item.loadCustomPropertiesAsync',
    level: 0,
    whole: true,
    run: async (call) => {
      const { backend, addIn } = call.session;
      const customProperties = await backend.customProperties(itemOf(call), addIn.id);
      return { wasSuccessful: true, customProperties };
    },
  },
  4: { name: 'customProperties.saveAsync', level: 1, run: saveCustomProperties },
  37: {
    name: 'body.getAsync',
    level: 1,
    run: (call) =>
      call.session.backend.body(
        itemOf(call),
        call.params['coercionType'] === htmlCoercion ? 'html' : 'text',
      ),
  },
  149: {
    name: 'item.getAttachmentsAsync',
    level: 1,
    run: async (call) => (await call.session.backend.attachments(itemOf(call))).map(hostAttachment),
  },
  150: { name: 'item.getAttachmentContentAsync', level: 1, run: attachmentContent },
  151: { name: 'internetHeaders.getAsync', level: 1, run: internetHeaders },
  168: { name: 'item.getAllInternetHeadersAsync', level: 1, run: allInternetHeaders },
};
