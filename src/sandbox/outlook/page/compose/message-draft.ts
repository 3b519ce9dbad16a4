import type { Message, Recipient } from '@microsoft/microsoft-graph-types';
import { api, encode } from '../api/http.ts';
import { identify } from '../api/mail.ts';
import {
  type MailPerson,
  type MessageComposeItem,
  type PeopleField,
  peopleFields,
} from '../host/compose-item.ts';
import { Draft } from './draft.ts';
import { cleaned } from './draft-html.ts';
import type { DraftFields, Saved } from './saved-form.ts';

export type Importance = 'low' | 'normal' | 'high';

export interface MessageFields extends DraftFields {
  to: readonly MailPerson[];
  cc: readonly MailPerson[];
  bcc: readonly MailPerson[];
  importance: Importance;
  /** Custom headers, `x-…`. */
  headers: Readonly<Record<string, string>>;
  /** Milliseconds since 1970; 0: sent at once. */
  deliverAt: number;
}

export const emptyMessage: MessageFields = {
  subject: '',
  html: '',
  categories: [],
  attachments: [],
  properties: {},
  to: [],
  cc: [],
  bcc: [],
  importance: 'normal',
  headers: {},
  deliverAt: 0,
};

/** When a message is to be sent: PR_DEFERRED_SEND_TIME. */
const deferredSendTime = 'SystemTime 0x3FEF';

const recipient = ({ name, address }: MailPerson): Recipient => ({
  emailAddress: { name: name || address, address },
});

const person = ({ emailAddress }: Recipient): MailPerson => ({
  name: emailAddress?.name || emailAddress?.address || '',
  address: emailAddress?.address ?? '',
});

const people = (list: Message['toRecipients']): MailPerson[] => (list ?? []).map(person);

/** What the form of a message in the mailbox starts with. */
export const fieldsOf = (message: Message): MessageFields => ({
  ...emptyMessage,
  subject: message.subject ?? '',
  // Cleaned where it is shown.
  html: message.body?.content ?? '',
  categories: message.categories ?? [],
  to: people(message.toRecipients),
  cc: people(message.ccRecipients),
  bcc: people(message.bccRecipients),
  importance: message.importance ?? 'normal',
});

type Writer = (fields: MessageFields) => Record<string, unknown>;

const extended = ({ properties, deliverAt }: MessageFields) => [
  ...Object.entries(properties).map(([id, value]) => ({ id, value })),
  ...(deliverAt ? [{ id: deferredSendTime, value: new Date(deliverAt).toISOString() }] : []),
];

const writeExtended: Writer = (fields) => ({ singleValueExtendedProperties: extended(fields) });

/** What of Graph's message each field of the form is. */
const writers: Partial<Record<keyof MessageFields, Writer>> = {
  subject: ({ subject }) => ({ subject }),
  html: ({ html }) => ({ body: { contentType: 'html', content: html } }),
  categories: ({ categories }) => ({ categories }),
  to: ({ to }) => ({ toRecipients: to.map(recipient) }),
  cc: ({ cc }) => ({ ccRecipients: cc.map(recipient) }),
  bcc: ({ bcc }) => ({ bccRecipients: bcc.map(recipient) }),
  importance: ({ importance }) => ({ importance }),
  headers: ({ headers }) => ({
    internetMessageHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
  }),
  properties: writeExtended,
  deliverAt: writeExtended,
};

const isEmpty = (value: unknown): boolean =>
  value === '' ||
  value === 0 ||
  (typeof value === 'object' && Object.keys(value ?? {}).length === 0);

function bodyOf(keys: string[], fields: MessageFields): Record<string, unknown> {
  const parts = keys.map((key) => writers[key as keyof MessageFields]?.(fields) ?? {});
  return Object.assign({}, ...parts) as Record<string, unknown>;
}

export interface MessageDraftOptions {
  writer: MailPerson;
  composeType: MessageComposeItem['composeType'];
  fields: MessageFields;
  saved?: Saved;
  conversationId?: string;
}

/** A message being written: a draft of the mailbox as soon as there is something to keep. */
export class MessageDraft extends Draft<MessageFields> implements MessageComposeItem {
  readonly kind = 'messageCompose';
  readonly composeType: MessageComposeItem['composeType'];
  readonly conversationId: string;
  readonly seriesId = '';
  protected readonly place = 'messages';
  #appended = '';

  constructor(options: MessageDraftOptions) {
    super(options.writer, options.fields, options.saved ?? null);
    this.composeType = options.composeType;
    this.conversationId = options.conversationId ?? '';
  }

  protected async create(fields: MessageFields): Promise<Saved> {
    const keys = Object.keys(fields).filter((key) => !isEmpty(fields[key as keyof MessageFields]));
    const body = bodyOf(keys, fields);
    const { id = '' } = await api<Message>('/me/messages', { method: 'POST', body });
    return identify(id);
  }

  protected async update(
    { id }: Saved,
    changes: Partial<MessageFields>,
    fields: MessageFields,
  ): Promise<void> {
    const body = bodyOf(Object.keys(changes), fields);
    await api(`/me/messages/${encode(id)}`, { method: 'PATCH', body });
  }

  people(field: PeopleField): readonly MailPerson[] {
    return this.fields[field];
  }

  setPeople(field: PeopleField, list: readonly MailPerson[]): void {
    this.change({ [field]: list });
    const changed = peopleFields.map((one): [string, boolean] => [one, one === field]);
    this.raise({ name: 'olkRecipientsChanged', data: Object.fromEntries(changed) });
  }

  override internetHeaders(): { name: string; value: string }[] {
    return Object.entries(this.fields.headers).map(([name, value]) => ({ name, value }));
  }

  setInternetHeaders(headers: Record<string, string>): void {
    this.change({ headers: { ...this.fields.headers, ...headers } });
  }

  removeInternetHeaders(names: string[]): void {
    const gone = new Set(names.map((name) => name.toLowerCase()));
    const left = Object.entries(this.fields.headers).filter(
      ([name]) => !gone.has(name.toLowerCase()),
    );
    this.change({ headers: Object.fromEntries(left) });
  }

  /** A line to write in above what is quoted; nothing to be saved yet. */
  beginWith(html: string): void {
    this.showSaved({ html: html + this.fields.html });
  }

  deliverAt(): number {
    return this.fields.deliverAt;
  }

  setDeliverAt(deliverAt: number): void {
    this.change({ deliverAt });
  }

  appendOnSend(html: string): void {
    this.#appended = html;
  }

  /** Sends it; what an add-in wanted at its end is put there first. */
  async send(): Promise<void> {
    if (this.#appended) {
      this.setBody(this.fields.html + cleaned(this.#appended));
      this.#appended = '';
    }
    await this.save();
    await api(`/me/messages/${encode(this.graphId ?? '')}/send`, { method: 'POST' });
    this.stop();
  }

  /** Throws it away; one that was never saved leaves nothing behind. */
  async discard(): Promise<void> {
    this.stop();
    if (!this.graphId) return;
    await api(`/me/messages/${encode(this.graphId)}`, { method: 'DELETE' });
  }
}
