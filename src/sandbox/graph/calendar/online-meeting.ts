import { randomInt, randomUUID } from 'node:crypto';
import type { Json } from '../store/schema.ts';

/** What an event gets that is to be met online: a link of the form Teams gives. */
export function onlineMeeting(doc: Json): Json {
  if (doc['isOnlineMeeting'] !== true) return {};
  const thread = Buffer.from(randomUUID()).toString('base64url');
  const joinUrl = `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${thread}%40thread.v2/0`;
  const dialIn = { conferenceId: String(randomInt(1e8, 1e9)), tollNumber: '+36 1 555 0199' };
  return { onlineMeetingProvider: 'teamsForBusiness', onlineMeeting: { joinUrl, ...dialIn } };
}
