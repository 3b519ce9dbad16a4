/** As much of an item as tells whose mailbox it is in; hosts before set 1.8 lack the function. */
interface MaybeShared {
  getSharedPropertiesAsync?: (
    done: (result: Office.AsyncResult<Partial<Office.SharedProperties>>) => void,
  ) => void;
}

/**
 * The address of the mailbox an item of somebody else's is in (DEL-01…04, H-07); null: the person's
 * own. On the web the function is there for shared items alone, elsewhere it fails for one's own.
 */
export const ownerOf = (item: MaybeShared): Promise<string | null> =>
  new Promise((resolve) => {
    if (!item.getSharedPropertiesAsync) {
      resolve(null);
      return;
    }
    item.getSharedPropertiesAsync(({ status, value }) => {
      const shared = String(status) === 'succeeded' ? value : {};
      resolve(shared.targetMailbox || shared.owner || null);
    });
  });
