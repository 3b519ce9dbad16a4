import { useEffect, useRef, useState } from 'react';
import type { ItemReference } from '../../../contracts/item.ts';
import type { SeveralMessage } from '../../../contracts/several.ts';
import type { Host, SelectedMessage } from '../../host/host.ts';

/** What one click can track (contracts/several.ts, H-05). */
export const mostAtOnce = 100;

const isSame = (message: SeveralMessage, other: SelectedMessage): boolean =>
  message.item.itemId === other.itemId ||
  (other.internetMessageId !== '' && message.item.internetMessageId === other.internetMessageId);

export interface Selection {
  chosen: ReadonlyMap<string, SeveralMessage>;
  has: (message: SeveralMessage) => boolean;
  choose: (messages: readonly SeveralMessage[], isIn: boolean) => void;
}

/**
 * The messages to track. At first those that are open or selected in Outlook, as far as the list
 * has them; never more than `mostAtOnce`.
 */
export function useSelection(
  host: Host,
  item: ItemReference,
  messages: readonly SeveralMessage[] | undefined,
): Selection {
  const [chosen, setChosen] = useState<ReadonlyMap<string, SeveralMessage>>(new Map());
  const choose = (some: readonly SeveralMessage[], isIn: boolean) =>
    setChosen((before) => {
      const after = new Map(before);
      for (const message of some) {
        const { itemId } = message.item;
        if (!isIn) after.delete(itemId);
        else if (after.size < mostAtOnce) after.set(itemId, message);
      }
      return after;
    });
  const isOffered = useRef(false);
  useEffect(() => {
    if (!messages || isOffered.current) return;
    isOffered.current = true;
    const preselect = (selected: readonly SelectedMessage[]) => {
      const wanted = [item, ...selected];
      choose(
        messages.filter(
          (message) => message.state !== 'tracked' && wanted.some((one) => isSame(message, one)),
        ),
        true,
      );
    };
    host.selectedMessages().then(preselect, () => preselect([]));
  }, [host, item, messages]);
  return { chosen, has: ({ item: { itemId } }) => chosen.has(itemId), choose };
}
