import type { QueryOptions } from '../../odata/ast.ts';
import type { Call, Handler } from '../call.ts';
import { GraphError, itemNotFound } from '../errors.ts';
import { itemId, resolveItem, type Item } from '../store/items.ts';
import type { Json } from '../store/schema.ts';
import type { Meeting } from './meeting.ts';
import { eventMessageOf } from './meeting-mail.ts';
import { answerEvent, presentEvents } from './present-events.ts';
import { resolveMeeting } from './resolve-meeting.ts';

/** `$expand=microsoft.graph.eventMessage/event`, also cast to a request or response. */
export const isEventExpand = (path: string): boolean =>
  /^(?:microsoft\.graph\.eventmessage(?:request|response)?\/)?event$/i.test(path);

/** The event a message is about; undefined where it is gone or was never there. */
async function eventOf(call: Call, message: Item): Promise<Meeting | undefined> {
  const event = eventMessageOf(message.doc)?.event;
  if (!event) return undefined;
  const place = { kind: 'event', mailbox: call.mailbox.id, number: event.item, generation: 0 };
  const id = itemId(place as Item, call.prefer, event.key);
  try {
    return await resolveMeeting({ ...call, folder: undefined }, id);
  } catch (error) {
    if (error instanceof GraphError && error.status === 404) return undefined;
    throw error;
  }
}

/** Adds their events to presented messages. */
export async function expandEvents(
  call: Call,
  query: QueryOptions,
  items: Item[],
  presented: Json[],
): Promise<void> {
  for (const [index, item] of items.entries()) {
    const object = presented[index];
    if (!object || !eventMessageOf(item.doc)) continue;
    const meeting = await eventOf(call, item);
    const [event] = meeting ? await presentEvents({ ...call, query }, [meeting]) : [];
    object['event'] = event ?? null;
  }
}

/** `GET …/messages/{id}/microsoft.graph.eventMessage/event`. */
export const getEventOfMessage: Handler = async (call, id = '') => {
  const meeting = await eventOf(call, await resolveItem(call, 'message', id));
  if (!meeting) throw itemNotFound();
  return answerEvent(call, meeting, 200);
};
