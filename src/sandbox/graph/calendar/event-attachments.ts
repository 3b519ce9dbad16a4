import type { Handler } from '../call.ts';
import { changeMeeting } from './change-event.ts';
import { resolveMeeting } from './resolve-meeting.ts';

/**
 * What is done to the attachments of one meeting of a series is not done to the series: the meeting
 * becomes an exception first.
 */
export const onOwnRow =
  (handler: Handler): Handler =>
  async (call, id = '', ...ids) => {
    const meeting = await resolveMeeting(call, id);
    if (meeting.type === 'occurrence') await changeMeeting(call, meeting, { doc: {} });
    return handler(call, id, ...ids);
  };

/** What reads attachments looks into the calendar of the path only. */
export const inItsCalendar =
  (handler: Handler): Handler =>
  async (call, id = '', ...ids) => {
    await resolveMeeting(call, id);
    return handler(call, id, ...ids);
  };
