/** Which arriving mail is tracked by itself (X-01…X-05). */
export type AutoTracking = 'all' | 'replies' | 'people' | 'records' | 'none';

/** What is made of a sender nobody knows. */
export type UnknownSender = 'nothing' | 'contact' | 'lead';

/** What an organisation decided about server-side sync; but for forwards, Microsoft's defaults (§0.3). */
export interface SyncSettings {
  /** In place of everybody's own level; null: each their own. */
  autoTrackingOverride: AutoTracking | null;
  /** The levels people are offered; none: nobody chooses. */
  offeredLevels: AutoTracking[];
  /** Sent mail is judged too. */
  trackSent: boolean;
  /** Only the mailbox that is being read decides, not every recipient. */
  onlyReadMailboxDecides: boolean;
  /** A forward answers the mail it forwards, as at Microsoft's; people complain of that (§3, 6). */
  forwardsAreReplies: boolean;
  /** Mail between people of the CRM is two activities. */
  internalMailIsTwo: boolean;
  /** Where it is one: the received copy is left only where the sent one is tracked. */
  internalMailNeedsSentCopy: boolean;
  /** Where it is one: mail to, and from, a queue is tracked nevertheless. */
  internalMailToQueues: boolean;
  internalMailFromQueues: boolean;
  /** Addresses and domains of which nothing is ever tracked automatically. */
  never: string[];
  /** An unknown sender becomes. */
  createForUnknown: UnknownSender;
  /** People may decide that for their own mailbox. */
  ownCreateForUnknown: boolean;
  /** A sender with several records is left unresolved, or not tracked (§1.5.2, 3). */
  unclearSender: 'first' | 'unresolved' | 'leave';
  smartMatching: boolean;
  /** Off: neither In-Reply-To nor the conversation index is used. */
  threadHeaders: boolean;
  /** A queue among the recipients gets its item also of mail that was tracked before. */
  queueItemsForTracked: boolean;
  /** The category tracks and untracks, and marks what is tracked (K-01, K-05). */
  trackCategorized: boolean;
  /** How many folders a person may map (F-02). */
  folderMax: number;
  /** What people track by hand is regarding a record (E-06, `OverrideTrackInCrmBehaviour`). */
  needsRegarding: boolean;
  /** Mail the service may send for one mailbox in a minute. */
  sendPerMinute: number;
}

export const defaultSyncSettings: SyncSettings = {
  autoTrackingOverride: null,
  offeredLevels: ['all', 'replies', 'people', 'records', 'none'],
  trackSent: false,
  onlyReadMailboxDecides: false,
  forwardsAreReplies: false,
  internalMailIsTwo: true,
  internalMailNeedsSentCopy: true,
  internalMailToQueues: true,
  internalMailFromQueues: true,
  never: [],
  createForUnknown: 'nothing',
  ownCreateForUnknown: true,
  unclearSender: 'first',
  smartMatching: false,
  threadHeaders: true,
  queueItemsForTracked: false,
  trackCategorized: true,
  folderMax: 25,
  needsRegarding: false,
  sendPerMinute: 30,
};
