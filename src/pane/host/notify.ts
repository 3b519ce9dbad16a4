import { truncate } from '../../lib/truncate.ts';

/** Office refuses longer ones. */
export const longestNotification = 150;

export type Notify = (kind: 'progress' | 'done' | 'failed', text: string) => Promise<void>;

interface NotifiableItem {
  notificationMessages: Pick<Office.NotificationMessages, 'replaceAsync'>;
}

/** Each takes the place of the one before: phones show one a message (H-08). */
const key = 'regarding';

/** The manifest's id of the picture beside the text. */
const icon = 'icon16';

const types = {
  progress: { type: 'progressIndicator' },
  done: { type: 'informationalMessage', icon, persistent: false },
  failed: { type: 'errorMessage' },
} as const;

/** Says something above the open item; where the host can't, it stays unsaid. */
export const createNotify =
  (item: NotifiableItem | null): Notify =>
  (kind, text) =>
    new Promise((resolve) => {
      if (!item) {
        resolve();
        return;
      }
      const message = truncate(text, longestNotification);
      const details = { ...types[kind], message } as unknown as Office.NotificationMessageDetails;
      item.notificationMessages.replaceAsync(key, details, () => resolve());
    });
