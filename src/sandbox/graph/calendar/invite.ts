import { docText } from './doc-text.ts';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Call } from '../call.ts';
import { asHtml, bodyAs, escapeHtml, type Body } from '../mail/body.ts';
import { parseMail, recipient, type Recipient } from '../mail/parse-mail.ts';
import { deliver } from '../mail/deliver.ts';
import { newMessageId, storeMail } from '../mail/store-mail.ts';
import { wellKnownFolder } from '../store/folders.ts';
import { findItem } from '../store/items.ts';
import type { Meeting } from './meeting.ts';
import { writeICal, type Attendee, type Letter } from './write-ical.ts';

const noBody: Body = { contentType: 'html', content: '' };

export const attendeesOf = ({ doc }: Meeting): Attendee[] =>
  (doc['attendees'] as Attendee[] | undefined) ?? [];

const addressOf = (one: Recipient): string => one.emailAddress.address.toLowerCase();

const mailAddress = ({ emailAddress: { name, address } }: Recipient) => ({
  name: name === address ? '' : name,
  address,
});

/** A letter about a meeting, on its way. */
export interface Outgoing extends Omit<Letter, 'now'> {
  subject: string;
  to: Recipient[];
  /** Above the meeting's own text. */
  comment: string;
}

function bodyOf(meeting: Meeting, comment: string): Body {
  const own = meeting.item.body ?? noBody;
  if (comment === '') return own;
  const rest = bodyAs(own, 'html').content;
  return { contentType: 'html', content: `<p>${escapeHtml(comment)}</p>${rest}` };
}

async function composeLetter(call: Call, meeting: Meeting, out: Outgoing): Promise<Buffer> {
  const body = bodyOf(meeting, out.comment);
  const html = body.contentType === 'html' ? body.content : asHtml(body.content);
  const calendar = writeICal(meeting, body, { ...out, now: call.graph.now() });
  const attachments = await call.graph.db
    .selectFrom('attachment')
    .selectAll()
    .where('item', '=', meeting.item.number)
    .orderBy('number')
    .execute();
  return new MailComposer({
    from: { name: call.mailbox.name, address: call.mailbox.address },
    to: out.to.map(mailAddress),
    subject: out.subject,
    messageId: newMessageId(),
    date: call.graph.now(),
    html,
    alternatives: [
      { contentType: `text/calendar; charset=utf-8; method=${out.method}`, content: calendar },
    ],
    attachments:
      out.method !== 'REQUEST'
        ? []
        : attachments.map((one) => ({
            filename: one.name,
            contentType: one.content_type,
            content: Buffer.from(one.content),
          })),
  })
    .compile()
    .build();
}

/** Sends a letter: to the mailboxes that are here, with a copy in Sent Items. */
export async function sendLetter(call: Call, meeting: Meeting, out: Outgoing): Promise<void> {
  if (out.to.length === 0) return;
  const { graph, mailbox } = call;
  const item = meeting.item.body ? meeting.item : await findItem(graph.db, meeting.item.number);
  const whole = item ? { ...meeting, item } : meeting;
  const mime = await composeLetter(call, whole, out);
  const folder = await wellKnownFolder(graph.db, mailbox.id, 'sentitems');
  const place = { folder, at: graph.now(), isRead: true, isDraft: false, mime };
  await storeMail(graph, await parseMail(mime), place);
  await deliver(call, mime, out.to.map(addressOf));
}

const withoutSender = (call: Call, people: Attendee[]): Attendee[] =>
  people.filter((one) => addressOf(one) !== call.mailbox.address.toLowerCase());

/** Invites the attendees of a meeting, or those of them with these addresses (lower case). */
export async function inviteTo(
  call: Call,
  meeting: Meeting,
  who: 'everybody' | string[],
  { comment = '' }: { comment?: string; isUpdate?: boolean; before?: Meeting } = {},
): Promise<void> {
  const attendees = attendeesOf(meeting);
  const to = withoutSender(call, attendees).filter(
    (one) => who === 'everybody' || who.includes(addressOf(one)),
  );
  const subject = docText(meeting.doc, 'subject');
  await sendLetter(call, meeting, { method: 'REQUEST', subject, to, attendees, comment });
}

/** Tells people that a meeting does not take place, or not with them. */
export async function cancelWith(
  call: Call,
  meeting: Meeting,
  people: Attendee[],
  comment: string,
): Promise<void> {
  const to = withoutSender(call, people);
  const subject = `Canceled: ${docText(meeting.doc, 'subject')}`;
  const out = { method: 'CANCEL' as const, subject, to, attendees: people, comment };
  await sendLetter(call, meeting, out);
}

/** Tells the organizer what an attendee answers. */
export async function replyToOrganizer(
  call: Call,
  meeting: Meeting,
  reply: {
    response: string;
    subject: string;
    comment: string;
    proposed?: { start: Date; end: Date };
  },
): Promise<void> {
  const organizer = meeting.doc['organizer'] as Recipient | null;
  if (!organizer) return;
  const { response, subject, comment, proposed } = reply;
  const self = recipient(call.mailbox.name, call.mailbox.address);
  const attendee = { ...self, type: 'required', status: { response } };
  await sendLetter(call, meeting, {
    method: proposed ? 'COUNTER' : 'REPLY',
    subject,
    to: [organizer],
    attendees: [attendee],
    comment,
    ...(proposed && { proposed }),
  });
}
