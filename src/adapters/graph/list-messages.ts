import { z } from 'zod';
import { normaliseAddress } from '../../domain/people/address.ts';
import { domainOf } from '../../domain/people/public-domains.ts';
import type { Actor } from '../../ports/actor.ts';
import type { ListedMail, MailPage, MailSelection } from '../../ports/mailbox.ts';
import { readJson } from '../fetch/json.ts';
import type { GraphClient } from './graph-client.ts';
import { messagePath, odataString } from './message-path.ts';
import { toAddress, toAddresses } from './message-from-graph.ts';
import { listedMessage, listSelect, recipient } from './message-schema.ts';
import type { GraphListedMessage } from './message-schema.ts';

const page = z.object({
  value: z.array(listedMessage),
  '@odata.nextLink': z.string().nullish(),
});

export interface ListOptions {
  actor: Actor;
  mailbox: string | undefined;
  cursor: string | null;
  size: number;
  signal: AbortSignal;
}

/** A word of a `$search`; whatever ends the word or the search is left out. */
const searchTerm = (property: string, text: string): string =>
  `$search=${encodeURIComponent(`"${property}:${text.replace(/["\\\s]/g, '')}"`)}`;

const place = z.object({ parentFolderId: z.string(), toRecipients: z.array(recipient).nullish() });

/** Where a message is, and to whom it went first. */
async function placeOfMessage(
  graph: GraphClient,
  { actor, mailbox, signal }: ListOptions,
  itemId: string,
): Promise<{ folder: string; recipient: string }> {
  const path = `${messagePath(itemId)}?$select=id,parentFolderId,toRecipients`;
  const answer = await graph.call(actor, { method: 'GET', path, mailbox, signal });
  const { parentFolderId, toRecipients } = readJson(answer.body, place, 'mailbox');
  return { folder: parentFolderId, recipient: toAddresses(toRecipients)[0]?.address ?? '' };
}

/** A selection without a message to look up first. */
type Query =
  | Extract<MailSelection, { about: 'conversation' | 'sender' | 'domain' }>
  | { about: 'recipient'; address: string }
  | { about: 'folder'; folder: string };

async function toQuery(
  graph: GraphClient,
  selection: MailSelection,
  options: ListOptions,
): Promise<Query> {
  if (selection.about !== 'recipient' && selection.about !== 'folder') return selection;
  const found = await placeOfMessage(graph, options, selection.of.itemId);
  return selection.about === 'folder'
    ? { about: 'folder', folder: found.folder }
    : { about: 'recipient', address: found.recipient };
}

const newestFirst = '$orderby=receivedDateTime%20desc';
/** Exchange sorts by what the filter begins with. */
const ever = 'receivedDateTime ge 1970-01-01T00:00:00Z';

/** Path and query, without the page. */
function pathOf(query: Query): string {
  switch (query.about) {
    case 'conversation': {
      const filter = `conversationId eq ${odataString(query.conversationId)}`;
      return `/messages?$filter=${encodeURIComponent(filter)}`;
    }
    case 'sender': {
      const sender = `from/emailAddress/address eq ${odataString(query.address)}`;
      return `/messages?$filter=${encodeURIComponent(`${ever} and ${sender}`)}&${newestFirst}`;
    }
    case 'recipient':
      return `/messages?${searchTerm('to', query.address)}`;
    case 'domain':
      return `/messages?${searchTerm('from', query.domain)}`;
    case 'folder':
      return `/mailFolders/${encodeURIComponent(query.folder)}/messages?${newestFirst}`;
  }
}

/** A search finds more than the very address or domain. */
function isMeant(query: Query, mail: ListedMail): boolean {
  if (query.about === 'domain') return domainOf(mail.from.address) === query.domain;
  if (query.about !== 'recipient') return true;
  const wanted = normaliseAddress(query.address);
  return mail.to.some(({ address }) => normaliseAddress(address) === wanted);
}

const isMail = (message: GraphListedMessage): boolean =>
  !message.isDraft && !/eventMessage/i.test(message['@odata.type'] ?? '');

const toListed = (message: GraphListedMessage): ListedMail => ({
  id: message.id,
  internetMessageId: message.internetMessageId ?? '',
  conversationId: message.conversationId ?? '',
  subject: message.subject ?? '',
  from: toAddress(message.from) ?? { name: '', address: '' },
  to: toAddresses(message.toRecipients),
  receivedAt: message.receivedDateTime ?? null,
  hasAttachments: message.hasAttachments ?? false,
});

/** Where the next page starts, without the address it is at. */
function cursorOf(nextLink: string | null | undefined): string | null {
  if (!nextLink) return null;
  const parameters = new URL(nextLink).searchParams;
  const start = ['$skip', '$skiptoken'].flatMap((name): [string, string][] => {
    const value = parameters.get(name);
    return value === null ? [] : [[name, value]];
  });
  return start.length > 0 ? new URLSearchParams(start).toString() : null;
}

/** Only what says where a page starts is taken of a cursor. */
const startOf = (cursor: string | null): string =>
  [...new URLSearchParams(cursor ?? '')]
    .filter(([name]) => name === '$skip' || name === '$skiptoken')
    .map(([name, value]) => `&${name}=${encodeURIComponent(value)}`)
    .join('');

const byTime = (a: ListedMail, b: ListedMail): number =>
  (b.receivedAt ?? '').localeCompare(a.receivedAt ?? '');

/** One page of messages, newest first. @throws Failure. */
export async function listMessages(
  graph: GraphClient,
  selection: MailSelection,
  options: ListOptions,
): Promise<MailPage> {
  const { actor, mailbox, cursor, size, signal } = options;
  const query = await toQuery(graph, selection, options);
  if (query.about === 'recipient' && !query.address) return { mails: [], next: null };
  const path = `${pathOf(query)}&$select=${listSelect}&$top=${size}${startOf(cursor)}`;
  const answer = await graph.call(actor, { method: 'GET', path, mailbox, signal });
  const found = readJson(answer.body, page, 'mailbox');
  const mails = found.value.filter(isMail).map(toListed);
  return {
    mails: mails.filter((mail) => isMeant(query, mail)).sort(byTime),
    next: cursorOf(found['@odata.nextLink']),
  };
}
