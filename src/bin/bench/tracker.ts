import { regardingApp } from '../../sandbox/entra/registrations.ts';
import type { SandboxUrls } from '../../sandbox/kit/deps.ts';
import { passwordToken } from '../local/password-token.ts';
import type { ContextRequest, ItemReference, ItemState } from '../../contracts/item.ts';

interface GraphPerson {
  emailAddress: { name: string; address: string };
}
interface GraphMail {
  id: string;
  internetMessageId: string;
  from?: GraphPerson;
  toRecipients: GraphPerson[];
  ccRecipients: GraphPerson[];
  singleValueExtendedProperties?: { value: string }[];
}

/** The MAPI message class: encrypted and other special mail has one of its own. */
const messageClass = 'String 0x001A';

const isPlain = ({ singleValueExtendedProperties: [kind] = [] }: GraphMail): boolean =>
  kind === undefined || kind.value === 'IPM.Note';

/** A mail as the pane would describe it to the service. */
export type Mail = ContextRequest;

const people = (mail: GraphMail): Mail['people'] => [
  ...(mail.from ? [{ ...mail.from.emailAddress, role: 'from' as const }] : []),
  ...mail.toRecipients.map((person) => ({ ...person.emailAddress, role: 'to' as const })),
  ...mail.ccRecipients.map((person) => ({ ...person.emailAddress, role: 'cc' as const })),
];

/** One person at the API of a service, without a browser. */
export class Tracker {
  readonly mail: string;
  readonly #urls: SandboxUrls;
  readonly #service: string;
  readonly #tokens = new Map<string, string>();

  /** @param service origin of the service that is measured. */
  constructor(urls: SandboxUrls, service: string, mail: string) {
    this.#urls = urls;
    this.#service = service;
    this.mail = mail;
  }

  /** Entra object id. */
  async userId(): Promise<string> {
    const token = await this.token(`${this.#urls.graph}/User.Read`);
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${this.#urls.graph}/v1.0/me?$select=id`, { headers });
    return ((await response.json()) as { id: string }).id;
  }

  /** Kept for an hour's worth of measuring. */
  async token(scope: string): Promise<string> {
    const kept = this.#tokens.get(scope);
    if (kept) return kept;
    const token = await passwordToken(this.#urls.entra, this.mail, scope);
    this.#tokens.set(scope, token);
    return token;
  }

  async #post<T>(path: string, body: object): Promise<T> {
    const response = await fetch(`${this.#service}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await this.token(regardingApp.scope)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** All received mails that can be tracked, newest first. */
  async mails(): Promise<Mail[]> {
    const url = `${this.#urls.graph}/v1.0/me/mailFolders/inbox/messages?$top=100&$orderby=receivedDateTime desc&$select=internetMessageId,from,toRecipients,ccRecipients&$expand=singleValueExtendedProperties($filter=id eq '${messageClass}')`;
    const token = await this.token(`${this.#urls.graph}/Mail.ReadWrite`);
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const { value } = (await response.json()) as { value: GraphMail[] };
    return value.filter(isPlain).map((mail) => ({
      item: {
        kind: 'message',
        itemId: mail.id,
        internetMessageId: mail.internetMessageId,
        from: mail.from?.emailAddress.address ?? '',
        mailbox: this.mail,
      },
      people: people(mail),
    }));
  }

  async context(mail: Mail): Promise<void> {
    await this.#post('/api/items/context', mail);
  }

  /** @throws Error where the mail is not tracked at once. */
  async track(item: ItemReference): Promise<void> {
    const { state, problem } = await this.#post<ItemState>('/api/items/track', { item });
    if (state !== 'tracked') throw new Error(`the mail is ${state} (${problem ?? 'no problem'})`);
  }
}
