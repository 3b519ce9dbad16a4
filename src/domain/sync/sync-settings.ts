/** Which arriving mail is tracked by itself (X-01…X-05). */
export type AutoTracking = 'all' | 'replies' | 'people' | 'records' | 'none';

/** What an organisation decided about server-side sync; its defaults are Microsoft's (§0.3). */
export interface SyncSettings {
  /** In place of everybody's own level; null: each their own. */
  autoTrackingOverride: AutoTracking | null;
  /** Sent mail is judged too. */
  trackSent: boolean;
  /** Only the mailbox that is being read decides, not every recipient. */
  onlyReadMailboxDecides: boolean;
  /** A forward does not answer the mail it forwards. */
  forwardsAreReplies: boolean;
  /** Mail between people of the CRM is two activities. */
  internalMailIsTwo: boolean;
  /** Addresses and domains of which nothing is ever tracked automatically. */
  never: string[];
  /** An unknown sender becomes. */
  createForUnknown: 'nothing' | 'contact' | 'lead';
  /** A sender with several records is left unresolved, or not tracked (§1.5.2, 3). */
  unclearSender: 'first' | 'unresolved' | 'leave';
  smartMatching: boolean;
  /** Off: neither In-Reply-To nor the conversation index is used. */
  threadHeaders: boolean;
  /** A queue among the recipients gets its item also of mail that was tracked before. */
  queueItemsForTracked: boolean;
  /** How many folders a person may map (F-02). */
  folderMax: number;
  /** Mail the service may send for one mailbox in a minute. */
  sendPerMinute: number;
}

export const defaultSyncSettings: SyncSettings = {
  autoTrackingOverride: null,
  trackSent: false,
  onlyReadMailboxDecides: false,
  forwardsAreReplies: true,
  internalMailIsTwo: true,
  never: [],
  createForUnknown: 'nothing',
  unclearSender: 'first',
  smartMatching: false,
  threadHeaders: true,
  queueItemsForTracked: false,
  folderMax: 25,
  sendPerMinute: 30,
};
