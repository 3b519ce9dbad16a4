import type { Message } from '@microsoft/microsoft-graph-types';
import { loadItem } from '../api/mail.ts';
import { navigate } from '../app/route.ts';
import { eventDay } from '../calendar/event-day.ts';
import type { HostPage } from '../host/session.ts';

const folderOf = (message: Message): string => message.parentFolderId ?? 'inbox';

/** Goes to an item the add-in asked to show, where it lies; `timeZone` is the mailbox's. */
export const showItem =
  (timeZone: string): HostPage['openItem'] =>
  async (kind, id) => {
    const item = await loadItem(kind, id);
    if (item.kind === 'message') {
      navigate({ view: 'mail', folder: folderOf(item.resource), item: item.id });
    } else {
      const day = eventDay(item.resource, timeZone);
      navigate({ view: 'calendar', day, item: item.id });
    }
  };
