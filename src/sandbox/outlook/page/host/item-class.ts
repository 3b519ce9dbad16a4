import type { Event, EventMessage, Message } from '@microsoft/microsoft-graph-types';

interface MessageLike {
  ewsId: string;
  resource: Message;
  itemClass?: string;
  event?: Event;
}

const meetingClasses: Record<string, string> = {
  meetingRequest: 'IPM.Schedule.Meeting.Request',
  meetingCancelled: 'IPM.Schedule.Meeting.Canceled',
  meetingAccepted: 'IPM.Schedule.Meeting.Resp.Pos',
  // Graph's own spelling, and what one would expect.
  meetingTenativelyAccepted: 'IPM.Schedule.Meeting.Resp.Tent',
  meetingTentativelyAccepted: 'IPM.Schedule.Meeting.Resp.Tent',
  meetingDeclined: 'IPM.Schedule.Meeting.Resp.Neg',
};

/** What kind of meeting message it is, as Graph names it; undefined for ordinary mail. */
export const meetingTypeOf = (message: Message): string | undefined => {
  const type = (message as EventMessage).meetingMessageType;
  return type && type !== 'none' ? type : undefined;
};

/** Exchange's class of a message. */
export function itemClassOf({ resource, itemClass }: MessageLike): string {
  const meeting = meetingTypeOf(resource);
  return itemClass || (meeting && meetingClasses[meeting]) || 'IPM.Note';
}

const protectedClass = /^IPM\.Note\.(?:SMIME|Secure|rpmsg)/i;

/** Encrypted, signed or rights-protected mail: Outlook lets no add-in near it. */
export const isProtected = (item: MessageLike): boolean => protectedClass.test(itemClassOf(item));
