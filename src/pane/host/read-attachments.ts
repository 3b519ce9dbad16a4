import type { HostAttachment } from './host.ts';
import { isCompose, type OpenItem } from './read-item.ts';

/**
 * The attachments of the open item as Office lists them; of one that is being written none yet.
 * @param toRestId `Mailbox.convertToRestId`: ids go to the service in the form of Graph
 */
export function readAttachments(
  item: OpenItem | null,
  toRestId: (id: string) => string,
): HostAttachment[] {
  if (!item || isCompose(item)) return [];
  return item.attachments.map(({ id, name, size, isInline, attachmentType }) => ({
    id: toRestId(id),
    name,
    size,
    isInline,
    // Spelled out: not every host's library has the enum.
    isLink: attachmentType === 'cloud',
  }));
}
