/** Why a mail was tracked by server-side sync. */
export const trackReasons = [
  // Automatic tracking: everything, an answer to tracked mail, a sender in the CRM (X-01…X-04).
  'all-mail',
  'reply',
  'known-person',
  'known-record',
  // A person's own rule: always this conversation, person or domain.
  'always-rule',
  // A person's gestures: category, mapped folder, a mark the pane left (K-03, F-04, I-08).
  'category',
  'folder',
  'mark',
] as const;
export type TrackReason = (typeof trackReasons)[number];

/** Why a mail was left alone. */
export type LeaveReason =
  /** The CRM has it, and nothing about this copy changed. */
  | 'tracked-already'
  /** A person took it out of the CRM; only a person brings it back (quality §3.3, 9). */
  | 'untracked-before'
  /** A draft, an invitation, a report (E-17). */
  | 'not-a-mail'
  /** Received before the mailbox's starting point (S-10). */
  | 'before-start'
  /** Lies in a folder that is read for categories alone. */
  | 'folder-not-chosen'
  /** Automatic tracking is off, or nothing accepted the mail. */
  | 'automatic-off'
  | 'no-match'
  /** A person or the organisation never wants it, or the mailbox vetoed it. */
  | 'never-rule'
  | 'vetoed'
  /** Between people of the CRM; the other copy is tracked. */
  | 'internal'
  /** Sent mail is not tracked automatically. */
  | 'sent-off'
  /** Several records have the sender's address, and the organisation wants none of them (§1.5.2). */
  | 'sender-unclear'
  /** Its sender marked it personal, private or confidential (AP-26). */
  | 'private'
  /** The mailbox's owner has no licence or right for it, or the CRM takes no mail of it. */
  | 'no-licence'
  | 'mailbox-not-ready';

export type Reason = TrackReason | LeaveReason;
