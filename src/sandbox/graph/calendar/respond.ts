import { docText } from './doc-text.ts';
import { isObject, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { badBody, GraphError } from '../errors.ts';
import { actionBody } from '../mail/action-body.ts';
import type { Json } from '../store/schema.ts';
import { changeMeeting } from './change-event.ts';
import { replyToOrganizer } from './invite.ts';
import type { Meeting } from './meeting.ts';
import { instantOf, readZonedTime } from './read-times.ts';
import { resolveMeeting } from './resolve-meeting.ts';
import { removeMeeting } from './update-event.ts';

interface Answer {
  response: 'accepted' | 'tentativelyAccepted' | 'declined';
  /** What stands before the subject in the mail to the organizer. */
  word: string;
}

interface Options {
  comment: string;
  isSent: boolean;
  proposed: { start: Date; end: Date } | undefined;
}

const refused = (reason: string): GraphError =>
  new GraphError(400, 'ErrorInvalidRequest', `Your request can't be completed. ${reason}`);

function readProposal(value: unknown): Options['proposed'] {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw badBody("'proposedNewTime' is a timeSlot.");
  return {
    start: instantOf(readZonedTime(value['start'], 'start')),
    end: instantOf(readZonedTime(value['end'], 'end')),
  };
}

/** The comment of an action, where it has one. */
export function readComment(parameters: Json): string {
  const comment = parameters['comment'] ?? '';
  if (typeof comment === 'string') return comment;
  throw badBody("'comment' is a string.");
}

function readOptions(call: Call, action: string, names: string[]): Options {
  const parameters = actionBody(call, action, names);
  const isSent = parameters['sendResponse'] ?? true;
  if (typeof isSent !== 'boolean') throw badBody("'sendResponse' is true or false.");
  const proposed = readProposal(parameters['proposedNewTime']);
  return { comment: readComment(parameters), isSent, proposed };
}

function check({ doc }: Meeting, { isSent, proposed }: Options): void {
  if (doc['isOrganizer'] === true) {
    throw refused("You can't respond to this meeting because you're the meeting organizer.");
  }
  if (doc['isCancelled'] === true) {
    throw refused("You can't respond to this meeting because it has been canceled.");
  }
  if (isSent && doc['responseRequested'] === false) {
    throw refused("The meeting organizer hasn't requested a response.");
  }
  if (!proposed) return;
  if (!isSent) throw refused('A new time can be proposed only with a response.');
  if (doc['allowNewTimeProposals'] === false) {
    throw refused("The meeting organizer doesn't allow new time proposals.");
  }
}

/** What an answer makes of the event in the attendee's own calendar. */
async function keep(call: Call, meeting: Meeting, { response }: Answer): Promise<void> {
  if (response === 'declined') return removeMeeting(call, meeting);
  const responseStatus = { response, time: call.graph.now().toISOString() };
  const intended = meeting.doc['intendedShowAs'] ?? 'busy';
  const showAs = response === 'accepted' ? intended : 'tentative';
  await changeMeeting(call, meeting, { doc: { responseStatus, showAs } });
}

const respond =
  (answer: Answer, action: string, ...names: string[]): Handler =>
  async (call, id = ''): Promise<GraphAnswer> => {
    const meeting = await resolveMeeting(call, id);
    const options = readOptions(call, action, ['comment', 'sendResponse', ...names]);
    check(meeting, options);
    const { comment, isSent, proposed } = options;
    if (isSent) {
      const word = proposed ? 'New Time Proposed' : answer.word;
      const subject = `${word}: ${docText(meeting.doc, 'subject')}`;
      const reply = { response: answer.response, subject, comment };
      await replyToOrganizer(call, meeting, { ...reply, ...(proposed && { proposed }) });
    }
    await keep(call, meeting, answer);
    return { status: 202 };
  };

export const acceptEvent = respond({ response: 'accepted', word: 'Accepted' }, 'accept');
export const tentativelyAcceptEvent = respond(
  { response: 'tentativelyAccepted', word: 'Tentative' },
  'tentativelyAccept',
  'proposedNewTime',
);
export const declineEvent = respond(
  { response: 'declined', word: 'Declined' },
  'decline',
  'proposedNewTime',
);
