import type { ItemReference } from '../../contracts/item.ts';

/** REST ids of drafts saved from here; hosts before set 1.8 do not tell them again. */
const savedIds = new WeakMap<object, string>();

export const rememberSaved = (item: object, id: string): void => void savedIds.set(item, id);

/** The EWS id Office.js has for a saved draft; null: it is not saved, or the host does not tell. */
const askId = (item: Office.MessageCompose): Promise<string | null> =>
  new Promise((resolve) => {
    // Set 1.8.
    if (typeof item.getItemIdAsync !== 'function') resolve(null);
    else {
      item.getItemIdAsync(({ status, value }) => {
        resolve(String(status) === 'succeeded' ? value : null);
      });
    }
  });

/** Names a message being written; its id is empty until it is saved (E-08). */
export async function readDraftReference(
  mailbox: Office.Mailbox,
  item: Office.MessageCompose,
): Promise<ItemReference> {
  const id = await askId(item);
  const address = mailbox.userProfile.emailAddress;
  return {
    kind: 'message',
    itemId: id ? mailbox.convertToRestId(id, 'v2.0') : (savedIds.get(item) ?? ''),
    internetMessageId: '',
    from: address,
    mailbox: address,
    isDraft: true,
    ...(item.conversationId && {
      conversationId: mailbox.convertToRestId(item.conversationId, 'v2.0'),
    }),
  };
}
