import { z } from 'zod';
import { trackingState } from './item.ts';

/**
 * `GET /api/events`: server-sent events named `item`, one whenever an item of the tenant changes
 * state. It says that something changed, never what it is about: panes ask again for that.
 */
export const itemEvent = z.object({ key: z.guid(), state: trackingState });
export type ItemEvent = z.infer<typeof itemEvent>;
