import type { SettingsChange, SettingsResponse } from '../contracts/settings.ts';
import type { Caller } from '../ports/actor.ts';
import type { PersonSettings } from '../ports/person-settings.ts';
import type { TrackingPorts } from './ports.ts';

type Ports = Pick<TrackingPorts, 'organization' | 'settings'>;

async function withLevels(
  { organization }: Ports,
  { tenantId }: Caller,
  own: PersonSettings,
): Promise<SettingsResponse> {
  const organizations = await organization.get(tenantId);
  const { autoTrackingOverride, offeredLevels } = organizations;
  const { createForUnknown, ownCreateForUnknown } = organizations;
  return {
    ...own,
    levels: { decided: autoTrackingOverride, offered: offeredLevels },
    unknownSenders: { decided: createForUnknown, isOwn: ownCreateForUnknown },
  };
}

/** What the caller decided, and what the organisation leaves them to decide. */
export const readSettings = async (ports: Ports, caller: Caller): Promise<SettingsResponse> =>
  withLevels(ports, caller, await ports.settings.get(caller));

/** Changes the given keys alone. */
export const changeSettings = async (
  ports: Ports,
  caller: Caller,
  change: SettingsChange,
): Promise<SettingsResponse> =>
  withLevels(ports, caller, await ports.settings.change(caller, change));
