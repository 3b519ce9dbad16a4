import { syncSettings, syncSettingsChange } from '../../contracts/sync-settings.ts';
import { changeSyncSettings, readSyncSettings } from '../../tracking/sync-settings.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

const path = '/organization/sync-settings';

/** What the organisation decided about server-side sync; for the CRM's system administrators. */
export function registerSyncSettings({ app, ports }: Api): void {
  app.get(
    path,
    {
      schema: {
        summary: 'The organisation’s settings of server-side sync',
        response: { 200: syncSettings },
      },
    },
    (request) => readSyncSettings(ports, callerOf(request)),
  );
  app.patch(
    path,
    {
      schema: {
        summary: 'Change some of the organisation’s settings of server-side sync',
        body: syncSettingsChange,
        response: { 200: syncSettings },
      },
    },
    (request) => changeSyncSettings(ports, callerOf(request), request.body),
  );
}
