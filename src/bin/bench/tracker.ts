import {
  regardingApp,
  sandboxPassword,
  tenantId,
  testClient,
} from '../../sandbox/entra/registrations.ts';
import type { SandboxUrls } from '../../sandbox/kit/deps.ts';
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
}

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

  /** Kept for an hour's worth of measuring. */
  async token(scope: string): Promise<string> {
    const kept = this.#tokens.get(scope);
    if (kept) return kept;
    const response = await fetch(`${this.#urls.entra}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: testClient.clientId,
        username: this.mail,
        password: sandboxPassword,
        scope,
      }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
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

  /** All received mails, newest first. */
  async mails(): Promise<Mail[]> {
    const url = `${this.#urls.graph}/v1.0/me/mailFolders/inbox/messages?$top=100&$orderby=receivedDateTime desc&$select=internetMessageId,from,toRecipients,ccRecipients`;
    const token = await this.token(`${this.#urls.graph}/Mail.ReadWrite`);
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const { value } = (await response.json()) as { value: GraphMail[] };
    return value.map((mail) => ({
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
