import type { Direction } from '../mail/direction.ts';
import type { RecordRef } from '../mail/email-activity.ts';
import type { Correlation } from './correlation.ts';
import { folderVerdict } from './folder-rule.ts';
import type { FolderRule } from './folder-rule.ts';
import { trackReasons } from './reason.ts';
import type { LeaveReason, Reason, TrackReason } from './reason.ts';
import type { SeenMail } from './seen-mail.ts';

/** What the ledger has of the mail; `LedgerRow` has it all. */
export interface PlannedRow {
  state: 'pending' | 'tracked' | 'failed' | 'untracked';
  intent: 'track' | 'untrack';
  via: string;
  wanted: RecordRef | null;
  regarding: RecordRef | null;
  mailboxUserId: string;
  requestedBy: string;
  trackedBy: string | null;
}

/** A mail as it is seen now, with everything known of it from before. */
export interface KnownMail {
  mail: SeenMail;
  key: string;
  direction: Direction;
  hasCategory: boolean;
  /** This mailbox's copy when it was last seen; null: never. */
  copy: { folderId: string; hasCategory: boolean; reason: Reason } | null;
  row: PlannedRow | null;
}

/** A mapped folder; what it tracks is grouped under `batchId`, so that it can be taken back. */
export interface FilingRule extends Pick<FolderRule, 'regarding' | 'keepsManual'> {
  batchId?: string | null;
}

/** What holds for the whole page. */
export interface PlanScope {
  /** Whose mailbox is read (Entra object id). */
  userId: string;
  /** Mail received before is left alone (S-10). */
  processFrom: Date;
  /** Everything in the folder is being told, not only what changed. */
  isFirstRound: boolean;
  /** Whether mail in it is judged by itself. */
  isAutomatic: (folderId: string) => boolean;
  /** The mapped folder's rule; null: it has none. */
  ruleOf: (folderId: string) => FilingRule | null;
  /** Gestures with the category count (K-05). */
  tracksByCategory: boolean;
  /** The mailbox still has its category: with it go its marks, and nobody took those off (K-05). */
  isCategoryIntact: boolean;
}

/** What is to be done about a seen mail. */
export type MailPlan =
  /** Being written; it is looked at once it is sent. */
  | { do: 'skip' }
  | { do: 'leave'; reason: Reason }
  /** Automatic tracking decides. */
  | { do: 'judge' }
  | {
      do: 'track';
      via: 'automatic' | 'category' | 'folder' | 'mark';
      reason: TrackReason;
      regarding: RecordRef | null;
      correlation?: Correlation | null;
      acceptedBy?: string | null;
      batchId?: string | null;
    }
  | { do: 'untrack' };

const leave = (reason: Reason): MailPlan => ({ do: 'leave', reason });

/** Nobody decided about the mail itself, so it is looked at again where things changed. */
const undecided: ReadonlySet<Reason> = new Set<LeaveReason>([
  'before-start',
  'folder-not-chosen',
  'no-licence',
  'mailbox-not-ready',
]);

const isTracked = ({ row }: KnownMail): boolean =>
  row?.state === 'tracked' || (row?.state === 'pending' && row.intent === 'track');

const isUntracked = ({ row }: KnownMail): boolean =>
  row?.state === 'untracked' || (row?.state === 'pending' && row.intent === 'untrack');

/** The UTC time a mail came in, in ms; one without counts as new. */
const receivedAt = ({ headers }: SeenMail): number =>
  Date.parse(headers.receivedAt ?? headers.sentAt ?? '') || Infinity;

export const isBeforeStart = (mail: SeenMail, { processFrom }: Pick<PlanScope, 'processFrom'>) =>
  receivedAt(mail) < processFrom.getTime();

/** Tracked in this mailbox or by its owner; another's item keeps what its own people decided. */
const isOwn = ({ row }: KnownMail, { userId }: PlanScope): boolean =>
  row !== null && [row.mailboxUserId, row.trackedBy, row.requestedBy].includes(userId);

/**
 * The category put on tracks, taken off untracks (K-03). In a first round nobody can tell when it
 * was put on: then it says nothing about what was untracked or came before the start.
 */
function byCategory(scope: PlanScope, known: KnownMail): MailPlan | null {
  const { mail, hasCategory, copy } = known;
  if (!scope.tracksByCategory) return null;
  const had = copy?.hasCategory ?? false;
  if (hasCategory && !had) {
    const isOld = isUntracked(known) || isBeforeStart(mail, scope);
    if (isTracked(known) || (!copy && scope.isFirstRound && isOld)) return null;
    return { do: 'track', via: 'category', reason: 'category', regarding: null };
  }
  const isTakenOff = had && !hasCategory && scope.isCategoryIntact;
  return isTakenOff && isTracked(known) && isOwn(known, scope) ? { do: 'untrack' } : null;
}

/** Gestures that name one mail's record. */
const byHand: ReadonlySet<string> = new Set(['pane', 'several', 'draft', 'new-record', 'mark']);

const filed = (known: KnownMail, { userId }: PlanScope) => {
  const { row } = known;
  if (!row) return null;
  const byAnother = row.requestedBy !== userId && row.via === 'folder';
  return {
    isTracked: isTracked(known),
    regarding: row.state === 'pending' ? row.wanted : row.regarding,
    isByHand: byHand.has(row.via),
    isFiledByAnother: byAnother,
  };
};

/** A mapped folder tracks what lies in it (F-04); what a person untracked there, once it is moved in. */
function byFolder(scope: PlanScope, known: KnownMail): MailPlan | null {
  const { mail, copy, row } = known;
  const rule = scope.ruleOf(mail.folderId);
  if (!rule || row?.state === 'failed') return null;
  const isMovedIn = copy ? copy.folderId !== mail.folderId : !scope.isFirstRound;
  if (isUntracked(known) && !isMovedIn) return null;
  if (folderVerdict(rule, filed(known, scope)) === 'nothing') return null;
  const { regarding, batchId = null } = rule;
  return { do: 'track', via: 'folder', reason: 'folder', regarding, batchId };
}

const reasonsToTrack: ReadonlySet<Reason> = new Set(trackReasons);

/** Whether automatic tracking looks at it; it does so once. */
function byItself(scope: PlanScope, known: KnownMail): MailPlan {
  const { mail, copy, row } = known;
  if (isUntracked(known)) return leave('untracked-before');
  if (row) return leave(copy && reasonsToTrack.has(copy.reason) ? copy.reason : 'tracked-already');
  if (copy && !undecided.has(copy.reason)) return leave(copy.reason);
  if (isBeforeStart(mail, scope)) return leave('before-start');
  return scope.isAutomatic(mail.folderId) ? { do: 'judge' } : leave('folder-not-chosen');
}

/**
 * What becomes of a mail that a folder tells of. The same mail told again, in whatever order, comes
 * to the same: only what people did to it since it was last seen counts as a gesture.
 */
export function planMail(scope: PlanScope, known: KnownMail): MailPlan {
  const { kind } = known.mail.headers;
  if (kind === 'draft') return { do: 'skip' };
  if (kind !== 'message') return leave('not-a-mail');
  return byCategory(scope, known) ?? byFolder(scope, known) ?? byItself(scope, known);
}
