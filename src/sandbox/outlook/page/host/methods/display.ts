import type { OpenItem } from '../backend.ts';
import { type Call, type Method, numberOf, readItemOf, stringOf, stringsOf } from '../method.ts';
import type { FormAttachment } from '../session.ts';

const open =
  (kind: OpenItem['kind']) =>
  async ({ session, params }: Call): Promise<void> => {
    await session.page.openItem(kind, stringOf(params['itemId']));
  };

/** `["file", name, url, isInline]` or `["item", name, id]`. */
function attachmentsOf({ params }: Call): FormAttachment[] {
  const list: unknown[] = Array.isArray(params['attachments']) ? params['attachments'] : [];
  return list.map((entry): FormAttachment => {
    const [type, name, source, isInline] = Array.isArray(entry) ? (entry as unknown[]) : [];
    return type === 'item'
      ? { type, name: stringOf(name), itemId: stringOf(source) }
      : { type: 'file', name: stringOf(name), url: stringOf(source), isInline: isInline === true };
  });
}

async function newMessage(call: Call): Promise<void> {
  const { params, session } = call;
  await session.page.newMessage({
    to: stringsOf(params['toRecipients']),
    cc: stringsOf(params['ccRecipients']),
    bcc: stringsOf(params['bccRecipients']),
    subject: stringOf(params['subject']),
    html: stringOf(params['htmlBody']),
    attachments: attachmentsOf(call),
  });
}

const instantOf = (value: unknown): number | undefined =>
  Number.isNaN(numberOf(value)) ? undefined : numberOf(value);

async function newAppointment({ params, session }: Call): Promise<void> {
  await session.page.newAppointment({
    required: stringsOf(params['requiredAttendees']),
    optional: stringsOf(params['optionalAttendees']),
    start: instantOf(params['start']),
    end: instantOf(params['end']),
    location: stringOf(params['location']),
    subject: stringOf(params['subject']),
    body: stringOf(params['body']),
  });
}

const reply = (toAll: boolean) => async (call: Call) => {
  const html = stringOf(call.params['htmlBody']);
  const form = { toAll, html, attachments: attachmentsOf(call) };
  await call.session.page.reply(readItemOf(call), form);
};

const method = (name: string, run: Method['run']): Method => ({ name, level: 1, run });

/** Methods that show items and forms, by dispatch id. */
export const displayMethods: Record<number, Method> = {
  7: method('mailbox.displayNewAppointmentForm', newAppointment),
  177: method('mailbox.displayNewAppointmentFormAsync', newAppointment),
  8: method('mailbox.displayMessageForm', open('message')),
  179: method('mailbox.displayMessageFormAsync', open('message')),
  9: method('mailbox.displayAppointmentForm', open('appointment')),
  180: method('mailbox.displayAppointmentFormAsync', open('appointment')),
  10: method('item.displayReplyForm', reply(false)),
  183: method('item.displayReplyFormAsync', reply(false)),
  30: method('item.displayReplyForm', reply(false)),
  181: method('item.displayReplyFormAsync', reply(false)),
  11: method('item.displayReplyAllForm', reply(true)),
  184: method('item.displayReplyAllFormAsync', reply(true)),
  31: method('item.displayReplyAllForm', reply(true)),
  182: method('item.displayReplyAllFormAsync', reply(true)),
  44: method('mailbox.displayNewMessageForm', newMessage),
  178: method('mailbox.displayNewMessageFormAsync', newMessage),
};
