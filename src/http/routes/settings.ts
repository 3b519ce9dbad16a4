import { settingsChange, settingsResponse } from '../../contracts/settings.ts';
import { changeSettings, readSettings } from '../../tracking/settings.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

/** What the caller decided about Regarding; nobody reads or changes somebody else's. */
export function registerSettings({ app, ports }: Api): void {
  app.get(
    '/settings',
    {
      schema: { summary: 'The caller’s settings', response: { 200: settingsResponse } },
    },
    (request) => readSettings(ports, callerOf(request)),
  );
  app.put(
    '/settings',
    {
      schema: {
        summary: 'Change some of the caller’s settings',
        body: settingsChange,
        response: { 200: settingsResponse },
      },
    },
    (request) => changeSettings(ports, callerOf(request), request.body),
  );
}
