import type { Call, Method } from '../method.ts';
import { accessOf, readItemOf, stringOf, stringsOf } from '../method.ts';

async function internetHeaders(call: Call): Promise<Record<string, string>> {
  const wanted = stringsOf(call.params['internetHeaderKeys']);
  const headers = await accessOf(call).internetHeaders();
  const found = wanted.flatMap((key) =>
    headers
      .filter(({ name }) => name.toLowerCase() === key.toLowerCase())
      .slice(0, 1)
      .map(({ value }): [string, string] => [key, value]),
  );
  return Object.fromEntries(found);
}

async function allInternetHeaders(call: Call): Promise<string> {
  const headers = await call.session.backend.internetHeaders(readItemOf(call));
  return headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
}

async function saveCustomProperties(call: Call): Promise<void> {
  const json = JSON.stringify(call.params['customProperties'] ?? {});
  await accessOf(call).saveCustomProperties(call.session.addIn.id, json);
}

/** `item.move` names three folders; Graph calls one of them otherwise. */
const folders: Record<string, string> = { junk: 'junkemail' };

async function move(call: Call): Promise<void> {
  const folder = stringOf(call.params['destinationFolder']);
  await call.session.backend.move(readItemOf(call), folders[folder] ?? folder);
}

/** Methods of the open item, by dispatch id. */
export const itemMethods: Record<number, Method> = {
  3: {
    name: 'item.loadCustomPropertiesAsync',
    level: 0,
    whole: true,
    run: async (call) => {
      const customProperties = await accessOf(call).customProperties(call.session.addIn.id);
      return { wasSuccessful: true, customProperties };
    },
  },
  4: { name: 'customProperties.saveAsync', level: 1, run: saveCustomProperties },
  99: {
    name: 'item.getInitializationContextAsync',
    level: 1,
    run: ({ session }) => session.initializationContext ?? '',
  },
  101: { name: 'item.move', level: 3, run: move },
  151: { name: 'internetHeaders.getAsync', level: 1, run: internetHeaders },
  168: { name: 'item.getAllInternetHeadersAsync', level: 1, run: allInternetHeaders },
};
