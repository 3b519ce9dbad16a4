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

/**
 * What keeps add-ins from a message. `encrypted` by S/MIME: Outlook on the web warns and lets them
 * in, phones do not. `rights`: managed rights, no add-in comes near. Signed mail is open to all.
 */
export type Protection = 'none' | 'encrypted' | 'rights';

const encrypted = /^IPM\.Note\.(?:SMIME|Secure)$/i;
const rightsManaged = /^IPM\.Note\.rpmsg/i;

export function protectionOf(item: MessageLike): Protection {
  const itemClass = itemClassOf(item);
  if (rightsManaged.test(itemClass)) return 'rights';
  return encrypted.test(itemClass) ? 'encrypted' : 'none';
}

/** Whether a message shows add-ins. */
export function allowsAddIns(item: MessageLike, isPhone: boolean): boolean {
  const protection = protectionOf(item);
  return protection === 'none' || (protection === 'encrypted' && !isPhone);
}
