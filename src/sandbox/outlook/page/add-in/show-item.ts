import type { Message } from '@microsoft/microsoft-graph-types';
import { instant } from '../api/calendar.ts';
import { loadItem } from '../api/mail.ts';
import { navigate } from '../app/route.ts';
import type { HostPage } from '../host/session.ts';

const folderOf = (message: Message): string => message.parentFolderId ?? 'inbox';

/** Goes to an item the add-in asked to show, where it lies. */
export const showItem: HostPage['openItem'] = async (kind, id) => {
  const item = await loadItem(kind, id);
  if (item.kind === 'message') {
    navigate({ view: 'mail', folder: folderOf(item.resource), item: item.id });
  } else {
    const day = instant(item.resource.start).toISOString().slice(0, 10);
    navigate({ view: 'calendar', day, item: item.id });
  }
};
