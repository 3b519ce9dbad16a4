import type { SyncSettings } from '../domain/sync/sync-settings.ts';
import type { Caller } from '../ports/actor.ts';
import { Failure } from '../ports/failure.ts';
import type { SyncSettingsChange } from '../ports/organization-settings.ts';
import type { TrackingPorts } from './ports.ts';

type Ports = Pick<TrackingPorts, 'access' | 'organization'>;

const checkWithinMs = 8_000;

/** Asked of the CRM every time: a role that was taken away counts at once. */
async function checkAdministrator({ access }: Ports, caller: Caller): Promise<void> {
  if (await access.isAdministrator(caller, AbortSignal.timeout(checkWithinMs))) return;
  throw new Failure('forbidden', 'crm', 'crm: not a system administrator');
}

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
