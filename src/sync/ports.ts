import type { MailChanges } from '../ports/mail-changes.ts';
import type { MailSync } from '../ports/mail-sync.ts';
import type { OrganizationSettings } from '../ports/organization-settings.ts';
import type { Workloads } from '../ports/workloads.ts';
import type { TrackingPorts } from '../tracking/ports.ts';

/** What server-side sync needs from outside. */
export interface SyncPorts extends TrackingPorts {
  mailChanges: MailChanges;
  mailSync: MailSync;
  workloads: Workloads;
  organization: OrganizationSettings;
}
