import type { SyncSettings } from '../domain/sync/sync-settings.ts';
import type { Caller } from '../ports/actor.ts';
import type { SyncSettingsChange } from '../ports/organization-settings.ts';
import { checkAdministrator } from './check-administrator.ts';
import type { TrackingPorts } from './ports.ts';

type Ports = Pick<TrackingPorts, 'access' | 'organization'>;

/** What the organisation decided about server-side sync. @throws Failure `forbidden`. */
export async function readSyncSettings(ports: Ports, caller: Caller): Promise<SyncSettings> {
  await checkAdministrator(ports, caller);
  return ports.organization.get(caller.tenantId);
}

/** Changes the given settings alone. @throws Failure `forbidden`. */
export async function changeSyncSettings(
  ports: Ports,
  caller: Caller,
  change: SyncSettingsChange,
): Promise<SyncSettings> {
  await checkAdministrator(ports, caller);
  return ports.organization.change(caller.tenantId, change);
}
