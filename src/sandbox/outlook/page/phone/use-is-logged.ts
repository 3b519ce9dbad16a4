import { graphBackend } from '../api/graph-backend.ts';
import { useLive } from '../api/use-live.ts';
import type { OpenItem } from '../host/backend.ts';

/** The custom property by which an add-in says that it has logged an appointment. */
export const loggedProperty = 'EventLogged';

/** Whether an add-in's custom properties, as JSON, say so; the value is a boolean or its text. */
export function isLogged(customProperties: string): boolean {
  const properties = JSON.parse(customProperties) as Record<string, unknown>;
  return String(properties[loggedProperty]).toLowerCase() === 'true';
}

/** Whether the add-in has logged the open appointment. */
export function useIsLogged(item: OpenItem, addInId: string): boolean {
  const { data = false } = useLive(
    `logged ${item.id} ${addInId}`,
    async () => isLogged(await graphBackend.customProperties(item, addInId)),
    ['event'],
  );
  return data;
}
