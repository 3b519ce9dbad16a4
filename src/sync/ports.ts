import type { CrmOutbox } from '../ports/crm-outbox.ts';
import type { FolderRules } from '../ports/folder-rules.ts';
import type { MailChanges } from '../ports/mail-changes.ts';
import type { MailSender } from '../ports/mail-sender.ts';
import type { MailSync } from '../ports/mail-sync.ts';
import type { Outgoing } from '../ports/outgoing.ts';
import type { ChangeNotices, Subscriptions } from '../ports/subscriptions.ts';
import type { Workloads } from '../ports/workloads.ts';
import type { TrackingPorts } from '../tracking/ports.ts';
import type { RecentDeciders } from './judging/recent-deciders.ts';

/** What server-side sync needs from outside. */
export interface SyncPorts extends TrackingPorts {
  mailChanges: MailChanges;
  mailSync: MailSync;
  outgoing: Outgoing;
  crmOutbox: CrmOutbox;
  mailSender: MailSender;
  folderRules: FolderRules;
  workloads: Workloads;
  notices: ChangeNotices;
  subscriptions: Subscriptions;
  /** Memory of this process only. */
  deciders: RecentDeciders;
}
