import type { SelectedMessage } from './host.ts';

type Mailbox = Pick<Office.Mailbox, 'convertToRestId'> &
  Partial<Pick<Office.Mailbox, 'getSelectedItemsAsync'>>;

/**
 * The messages selected in Outlook, in their order; at most 100 (H-05). Outlook tells from
 * requirement set Mailbox 1.13 on, and only add-ins allowed to read and write the whole mailbox;
 * everywhere else there are none.
 */
export const selectedMessages = (mailbox: Mailbox): Promise<SelectedMessage[]> =>
  new Promise((resolve) => {
    if (!mailbox.getSelectedItemsAsync) {
      resolve([]);
      return;
    }
    try {
      mailbox.getSelectedItemsAsync({}, ({ status, value }) => {
        const items = String(status) === 'succeeded' ? value : [];
        resolve(
          items
            .filter(({ itemType }) => itemType === 'message')
            .map(({ itemId, internetMessageId }) => ({
              itemId: mailbox.convertToRestId(itemId, 'v2.0'),
              // From set 1.14 on, whatever the types promise.
              internetMessageId: (internetMessageId as string | undefined) ?? '',
            })),
        );
      });
    } catch {
      // Without the permission Office.js throws instead of answering.
      resolve([]);
    }
  });
