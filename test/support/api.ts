import { passwordToken } from '../../src/bin/local/password-token.ts';
import type { ContextResponse, ItemReference, ItemState } from '../../src/contracts/item.ts';
import { regardingApp } from '../../src/sandbox/entra/registrations.ts';
import type { SandboxUrls } from '../../src/sandbox/kit/deps.ts';

/** A person of the sandbox at Regarding's API and at Graph, without pane and browser. */
export class Person {
  readonly mail: string;
  readonly #urls: SandboxUrls;

  constructor(urls: SandboxUrls, mail: string) {
    this.#urls = urls;
    this.mail = mail;
  }

  token(scope: string): Promise<string> {
    return passwordToken(this.#urls.entra, this.mail, scope);
  }

  async #call<T>(token: string, url: string, body?: object): Promise<T> {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async #api<T>(path: string, body: object): Promise<T> {
    return this.#call(await this.token(regardingApp.scope), `${this.#urls.service}${path}`, body);
  }

  /** The newest received mails, as the pane would name them. */
  async inbox(count: number): Promise<ItemReference[]> {
    const messageClass = "singleValueExtendedProperties($filter=id eq 'String 0x1a')";
    const query =
      `$select=id,internetMessageId,from&$expand=${messageClass}` +
      `&$orderby=receivedDateTime desc&$top=${count}`;
    const url = `${this.#urls.graph}/v1.0/me/mailFolders/inbox/messages?${query}`;
    const token = await this.token(`${this.#urls.graph}/Mail.Read`);
    const page = await this.#call<{
      value: {
        id: string;
        internetMessageId: string;
        from: { emailAddress: { address: string } };
        singleValueExtendedProperties?: { value: string }[];
      }[];
    }>(token, url);
    // Nobody tracks what is encrypted.
    const open = page.value.filter(
      (mail) => mail.singleValueExtendedProperties?.[0]?.value !== 'IPM.Note.SMIME',
    );
    return open.map(({ id, internetMessageId, from }) => ({
      kind: 'message',
      itemId: id,
      internetMessageId,
      from: from.emailAddress.address,
      mailbox: this.mail,
    }));
  }

  context(item: ItemReference): Promise<ContextResponse> {
    const people = [{ name: '', address: item.from, role: 'from' }];
    return this.#api('/api/items/context', { item, people });
  }

  track(item: ItemReference): Promise<ItemState> {
    return this.#api('/api/items/track', { item });
  }
}
