import { randomUUID } from 'node:crypto';
import { answer } from './answer.ts';
import type { Graph, Mailbox } from './call.ts';
import type { GraphDoor, MailboxChange } from './door.ts';
import { createMailbox } from './store/folders.ts';
import { importContact } from './contacts/import-contact.ts';
import { importMeeting } from './calendar/import-meeting.ts';
import { decodeId, encodeId, toEwsId } from './store/ids.ts';
import { receiveMail } from './mail/deliver.ts';
import { importMail, importMails } from './mail/import-mails.ts';

async function requireMailbox({ db }: Graph, userId: string): Promise<Mailbox> {
  const found = await db
    .selectFrom('mailbox')
    .selectAll()
    .where('id', '=', userId)
    .executeTakeFirst();
  if (!found) throw new Error(`There is no mailbox of the user ${userId}.`);
  return found;
}

/** The id of something just made. */
const immutableId = (
  kind: 'message' | 'event' | 'contact',
  mailbox: string,
  number: number,
): string => encodeId('immutable', { kind, mailbox, number, generation: 0, occurrence: 0 });

function ewsId(graph: Graph, id: string): string {
  const key = decodeId(id);
  const generation = key.kind === 'folder' ? 0 : (graph.generations.get(key.number) ?? 0);
  const moves = key.kind === 'attachment' ? 0 : generation;
  return toEwsId(encodeId('regular', { ...key, generation: moves }));
}

const lowerCase = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const isGuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

async function sharedWith(graph: Graph, userId: string) {
  const mailboxes = await graph.db.selectFrom('mailbox').selectAll().execute();
  return graph.grants.reachedBy(userId).flatMap(({ owner, rights }) => {
    const found = mailboxes.find(({ id }) => id === owner);
    return found ? [{ id: owner, displayName: found.name, mail: found.address, rights }] : [];
  });
}

/** What the other parts of the sandbox may do with mailboxes. */
export function createDoor(
  graph: Graph,
  listeners: Set<(change: MailboxChange) => void>,
): GraphDoor {
  return {
    async ensureMailbox({ id, displayName, mail }) {
      if (!isGuid(id)) throw new Error(`A mailbox needs a GUID in lower case, not '${id}'.`);
      await createMailbox(graph.db, { id, name: displayName, address: mail });
    },
    async importMail(userId, mail) {
      await requireMailbox(graph, userId);
      return { id: immutableId('message', userId, await importMail(graph, userId, mail)) };
    },
    async importMails(userId, mails) {
      await requireMailbox(graph, userId);
      await importMails(graph, userId, mails);
    },
    async receiveMail(userId, mime) {
      const number = await receiveMail(graph, await requireMailbox(graph, userId), mime);
      return number === undefined ? {} : { id: immutableId('message', userId, number) };
    },
    async importMeeting(userId, meeting) {
      const mailbox = await requireMailbox(graph, userId);
      return { id: immutableId('event', userId, await importMeeting(graph, mailbox, meeting)) };
    },
    async importContact(userId, contact) {
      await requireMailbox(graph, userId);
      return { id: immutableId('contact', userId, await importContact(graph, userId, contact)) };
    },
    async call(userId, { method, path, headers = {}, body }) {
      const caller = { kind: 'door', id: userId } as const;
      const request = { method, url: path, headers: lowerCase(headers), body, caller };
      const result = await answer(graph, request, randomUUID());
      return { status: result.status, headers: result.headers ?? {}, body: result.body };
    },
    grantMailbox: (grant) => graph.grants.set(grant),
    mailboxesSharedWith: (userId) => sharedWith(graph, userId),
    flushNotifications: () => graph.subscriptions.flush(),
    toEwsId: (id) => ewsId(graph, id),
    fromAnyId: (id) => encodeId('immutable', { ...decodeId(id), generation: 0 }),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
