import type { Message } from '@microsoft/microsoft-graph-types';
import { graphBackend } from '../api/graph-backend.ts';
import { api, encode } from '../api/http.ts';
import { identify, loadAttachments, loadItem } from '../api/mail.ts';
import type { OpenItem } from '../host/backend.ts';
import type { MailPerson } from '../host/compose-item.ts';
import type { FormAttachment, NewMessageForm, ReplyForm } from '../host/session.ts';
import { typeOfName } from '../host/methods/attachments.ts';
import { cleaned, withPrepended } from './draft-html.ts';
import { emptyMessage, fieldsOf, MessageDraft } from './message-draft.ts';

type OpenMessage = Extract<OpenItem, { kind: 'message' }>;

const byAddress = (address: string): MailPerson => ({ name: address, address });

async function attach(draft: MessageDraft, attachments: readonly FormAttachment[]): Promise<void> {
  for (const one of attachments) {
    if (one.type === 'item') await draft.addItem(one.itemId, one.name);
    else {
      const { content } = await graphBackend.download(one.url);
      const contentType = typeOfName(one.name);
      await draft.addFile({ name: one.name, contentType, content, isInline: one.isInline });
    }
  }
}

/** A new message; one that starts with nothing is saved once there is something. */
export async function newMessage(
  writer: MailPerson,
  form: Partial<NewMessageForm> = {},
): Promise<MessageDraft> {
  const fields = {
    ...emptyMessage,
    subject: form.subject ?? '',
    html: cleaned(form.html ?? ''),
    to: (form.to ?? []).map(byAddress),
    cc: (form.cc ?? []).map(byAddress),
    bcc: (form.bcc ?? []).map(byAddress),
  };
  const draft = new MessageDraft({ writer, composeType: 'newMail', fields });
  await attach(draft, form.attachments ?? []);
  return draft;
}

type Answer = 'createReply' | 'createReplyAll' | 'createForward';

/** The draft Graph makes of an answer, with its recipients and the quoted message. */
async function answer(writer: MailPerson, item: OpenMessage, action: Answer) {
  const path = `/me/messages/${encode(item.id)}/${action}`;
  const { id = '' } = await api<Message>(path, { method: 'POST', body: {} });
  const made = (await loadItem('message', id)) as OpenMessage;
  const draft = await draftOf(writer, made, action === 'createForward' ? 'forward' : 'reply');
  draft.beginWith('<div><br></div>');
  return draft;
}

async function draftOf(
  writer: MailPerson,
  item: OpenMessage,
  composeType: MessageDraft['composeType'],
): Promise<MessageDraft> {
  const attachments = await loadAttachments(item);
  return new MessageDraft({
    writer,
    composeType,
    fields: { ...fieldsOf(item.resource), attachments },
    saved: await identify(item.id),
    conversationId: item.resource.conversationId ?? '',
  });
}

/** The answer to a message, to its sender or to all of it. */
export async function replyTo(
  writer: MailPerson,
  item: OpenMessage,
  form: ReplyForm,
): Promise<MessageDraft> {
  const draft = await answer(writer, item, form.toAll ? 'createReplyAll' : 'createReply');
  if (form.html) draft.setBody(withPrepended(draft.fields.html, form.html));
  await attach(draft, form.attachments);
  return draft;
}

export const forward = (writer: MailPerson, item: OpenMessage): Promise<MessageDraft> =>
  answer(writer, item, 'createForward');

/** A draft of the mailbox, to go on with; whether it began as an answer is seen by its subject. */
export function openDraft(writer: MailPerson, item: OpenMessage): Promise<MessageDraft> {
  const subject = item.resource.subject ?? '';
  const type = /^(?:fw|fwd|tov):/i.test(subject)
    ? 'forward'
    : /^(?:re|vá):/i.test(subject)
      ? 'reply'
      : 'newMail';
  return draftOf(writer, item, type);
}
