import type { Background } from '../lib/background.ts';
import type { Batches } from '../ports/batches.ts';
import type { Changes } from '../ports/changes.ts';
import type { CrmAccess } from '../ports/crm-access.ts';
import type { CrmContacts } from '../ports/crm-contacts.ts';
import type { CrmTasks } from '../ports/crm-tasks.ts';
import type { Calendar } from '../ports/calendar.ts';
import type { CrmAppointments } from '../ports/crm-appointments.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { CrmMail } from '../ports/crm-mail.ts';
import type { Crm } from '../ports/crm.ts';
import type { TokenSource } from '../ports/directory.ts';
import type { LedgerEvents } from '../ports/events.ts';
import type { FailedItems } from '../ports/failed-items.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Library } from '../ports/library.ts';
import type { MailboxContacts } from '../ports/mailbox-contacts.ts';
import type { MailboxTasks } from '../ports/mailbox-tasks.ts';
import type { Mailbox } from '../ports/mailbox.ts';
import type { OrganizationSettings } from '../ports/organization-settings.ts';
import type { PersonSettingsStore } from '../ports/person-settings.ts';
import type { Reach } from '../ports/reach.ts';
import type { RecordMaker } from '../ports/record-maker.ts';
import type { RecordReader } from '../ports/record-reader.ts';
import type { Remembered } from '../ports/remembered.ts';
import type { Log, Runtime } from '../ports/runtime.ts';
import type { Threads } from '../ports/threads.ts';
import type { TrackingRules } from '../ports/tracking-rules.ts';
import type { RecentLists } from './recent-lists.ts';
import type { RecentLookups } from './recent-lookups.ts';
import type { RecentMeetings } from './recent-meetings.ts';

/** What the use cases need from outside. */
export interface TrackingPorts {
  crm: Crm;
  crmMail: CrmMail;
  access: CrmAccess;
  mailbox: Mailbox;
  calendar: Calendar;
  appointments: CrmAppointments;
  mailboxContacts: MailboxContacts;
  mailboxTasks: MailboxTasks;
  crmContacts: CrmContacts;
  crmTasks: CrmTasks;
  ledger: Ledger;
  batches: Batches;
  changes: Changes;
  rules: TrackingRules;
  library: Library;
  events: LedgerEvents;
  records: RecordMaker;
  remembered: Remembered;
  conversations: Conversations;
  failed: FailedItems;
  reader: RecordReader;
  threads: Threads;
  settings: PersonSettingsStore;
  organization: OrganizationSettings;
  reach: Reach;
  tokens: TokenSource;
  runtime: Runtime;
  log: Log;
  /** Memory of this process only. */
  recent: RecentLookups;
  meetings: RecentMeetings;
  lists: RecentLists;
  /** Attempts that go on after their answer was given. */
  background: Background;
}
