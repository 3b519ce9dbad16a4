import type { OpenItem } from './read-item.ts';

/**
 * The open item's body as plain text; empty where Outlook does not give it. It stays in the pane:
 * signatures are read here, and nothing of it is sent anywhere.
 */
export const readBodyText = (item: OpenItem | null): Promise<string> =>
  new Promise((resolve) => {
    if (!item) resolve('');
    item?.body.getAsync('text', ({ status, value }) => {
      resolve(String(status) === 'succeeded' ? value : '');
    });
  });
