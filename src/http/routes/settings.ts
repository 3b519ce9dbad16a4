import { personSettings, settingsChange } from '../../contracts/settings.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

/** What the caller decided about Regarding; nobody reads or changes somebody else's. */
export function registerSettings({ app, ports }: Api): void {
  app.get(
    '/settings',
    {
      schema: { summary: 'The caller’s settings', response: { 200: personSettings } },
    },
    (request) => ports.settings.get(callerOf(request)),
  );
  app.put(
    '/settings',
    {
      schema: {
        summary: 'Change some of the caller’s settings',
        body: settingsChange,
        response: { 200: personSettings },
      },
    },
    (request) => ports.settings.change(callerOf(request), request.body),
  );
}
