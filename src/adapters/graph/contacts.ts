import { z } from 'zod';
import type { OutlookContact } from '../../domain/contacts/outlook-contact.ts';
import type { Actor } from '../../ports/actor.ts';
import type { ContactMark, ListedContact, MailboxContacts } from '../../ports/mailbox-contacts.ts';
import { readJson } from '../fetch/json.ts';
import {
  contactLink,
  exchangePropertyIds,
  toGraphContact,
  toOutlookContact,
} from './contact-fields.ts';
import { contactSelect, graphContact, listSelect } from './contact-schema.ts';
import type { GraphContact } from './contact-schema.ts';
import type { GraphClient } from './graph-client.ts';
import { readPages } from './pages.ts';

/** The largest page Graph gives. */
const pageSize = 1_000;

const folder = z.object({ id: z.string() });
const created = z.object({ id: z.string() });

const contactPath = (id: string): string => `/contacts/${encodeURIComponent(id)}`;
const folderPath = (id: string): string => `/contactFolders/${encodeURIComponent(id)}`;

const filled = (values: (string | null | undefined)[]): string[] =>
  values.flatMap((value) => value || []);

const toListed = (contact: GraphContact): ListedContact => ({
  id: contact.id,
  name: contact.displayName ?? '',
  jobTitle: contact.jobTitle ?? '',
  company: contact.companyName ?? '',
  emails: filled((contact.emailAddresses ?? []).map(({ address }) => address)),
  phones: filled([
    ...(contact.businessPhones ?? []),
    contact.mobilePhone,
    ...(contact.homePhones ?? []),
  ]),
  others: filled([
    contact.department,
    contact.nickName,
    ...[contact.businessAddress, contact.homeAddress, contact.otherAddress].flatMap((place) =>
      Object.values(place ?? {}),
    ),
  ]),
});

const byIds = (ids: readonly string[]): string =>
  encodeURIComponent(ids.map((id) => `id eq '${id}'`).join(' or '));

/** Contacts in Exchange Online, over Microsoft Graph. */
export class GraphContacts implements MailboxContacts {
  readonly #graph: GraphClient;

  constructor(graph: GraphClient) {
    this.#graph = graph;
  }

  async list(actor: Actor, signal: AbortSignal): Promise<ListedContact[]> {
    const folders = await this.#folders(actor, '/contactFolders', signal);
    const paths = ['/contacts', ...folders.map((id) => `${folderPath(id)}/contacts`)];
    const found = new Map<string, ListedContact>();
    for (const path of paths) {
      const query = `${path}?$select=${listSelect}&$top=${pageSize}`;
      const contacts = await readPages(this.#graph, actor, query, graphContact, signal);
      for (const contact of contacts) found.set(contact.id, toListed(contact));
    }
    return [...found.values()];
  }

  async read(actor: Actor, id: string, signal: AbortSignal): Promise<OutlookContact> {
    const wanted = byIds([...exchangePropertyIds, contactLink]);
    const expand = `$expand=singleValueExtendedProperties($filter=${wanted})`;
    const path = `${contactPath(id)}?$select=${contactSelect}&${expand}`;
    const answer = await this.#graph.call(actor, { method: 'GET', path, signal });
    return toOutlookContact(readJson(answer.body, graphContact, 'mailbox'));
  }

  async mark(
    actor: Actor,
    id: string,
    { contactId, company }: ContactMark,
    signal: AbortSignal,
  ): Promise<void> {
    const body = {
      singleValueExtendedProperties: [{ id: contactLink, value: contactId ?? '' }],
      ...(company !== undefined && { companyName: company }),
    };
    await this.#graph.call(actor, { method: 'PATCH', path: contactPath(id), body, signal });
  }

  async findByLink(actor: Actor, contactId: string, signal: AbortSignal): Promise<string | null> {
    const filter = encodeURIComponent(
      'singleValueExtendedProperties/Any(ep: ' +
        `ep/id eq '${contactLink}' and ep/value eq '${contactId}')`,
    );
    const path = `/contacts?$filter=${filter}&$select=id&$top=1`;
    const answer = await this.#graph.call(actor, { method: 'GET', path, signal });
    const { value } = readJson(answer.body, z.object({ value: z.array(created) }), 'mailbox');
    return value[0]?.id ?? null;
  }

  async create(
    actor: Actor,
    contact: Parameters<MailboxContacts['create']>[1],
    signal: AbortSignal,
  ): Promise<string> {
    const body = toGraphContact(contact);
    const answer = await this.#graph.call(actor, {
      method: 'POST',
      path: '/contacts',
      body,
      signal,
    });
    return readJson(answer.body, created, 'mailbox').id;
  }

  /** Every folder below the mailbox's own contacts. */
  async #folders(actor: Actor, path: string, signal: AbortSignal): Promise<string[]> {
    const query = `${path}?$select=id&$top=${pageSize}`;
    const found = await readPages(this.#graph, actor, query, folder, signal);
    const below: string[] = [];
    for (const { id } of found) {
      below.push(id, ...(await this.#folders(actor, `${folderPath(id)}/childFolders`, signal)));
    }
    return below;
  }
}
