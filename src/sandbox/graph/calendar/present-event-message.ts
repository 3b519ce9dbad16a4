import { placeNamed } from './place.ts';
import type { Call } from '../call.ts';
import type { Item } from '../store/items.ts';
import type { Json } from '../store/schema.ts';
import { zoned } from './event.ts';
import { eventMessageOf, type EventMessage } from './meeting-mail.ts';

function requestProperties(message: EventMessage, time: (at: string) => Json): Json {
  const { previous } = message;
  return {
    previousLocation: previous ? placeNamed(previous.location) : null,
    previousStartDateTime: previous ? time(previous.start) : null,
    previousEndDateTime: previous ? time(previous.end) : null,
    responseRequested: message.isResponseRequested,
    allowNewTimeProposals: message.isCounterAllowed,
    meetingRequestType: message.requestType,
  };
}

function responseProperties(message: EventMessage, time: (at: string) => Json): Json {
  const proposed = { start: time(message.start), end: time(message.end) };
  return {
    responseType: message.response,
    proposedNewTime: message.isProposal ? proposed : null,
  };
}

const eventType = ({ recurrenceId, recurrence }: EventMessage): string => {
  if (recurrenceId !== null) return 'exception';
  return recurrence ? 'seriesMaster' : 'singleInstance';
};

/** What a message about a meeting has beyond other messages; nothing for those (wire facts, 2.7). */
export function eventMessageProperties(call: Call, item: Item): Json {
  const message = eventMessageOf(item.doc);
  if (!message) return {};
  const zone = message.isAllDay ? undefined : call.prefer.timeZone;
  const time = (at: string): Json => zoned(new Date(at), zone);
  return {
    '@odata.type': `#microsoft.graph.${message.type}`,
    meetingMessageType: message.messageType,
    type: eventType(message),
    isOutOfDate: message.isOutOfDate,
    isAllDay: message.isAllDay,
    isDelegated: false,
    startDateTime: time(message.start),
    endDateTime: time(message.end),
    location: placeNamed(message.location),
    recurrence: message.recurrence,
    ...(message.type === 'eventMessageRequest' && requestProperties(message, time)),
    ...(message.type === 'eventMessageResponse' && responseProperties(message, time)),
  };
}
