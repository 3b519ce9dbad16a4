import { callGraph, GraphRefusal, listAll } from './graph-list.ts';
import { readMailHeader, withMessageId, withoutPostmark } from './mail-header.ts';
import { Unimportable, reasonOf } from './unimportable.ts';
import type { CalendarItem, SeriesChange } from './calendar.ts';
import type { EventContext } from './event.ts';
import type { EntraDoor } from '../entra/door.ts';
import type { GraphDoor, IncomingContact } from '../graph/door.ts';

/**
 * The mailbox that an import fills; knows what is in it already. What is added answers which parts
 * of it had to be left out and why.
 */
export class TargetMailbox {
  readonly context: EventContext;
  readonly #graph: GraphDoor;
  readonly #userId: string;
  readonly #known: Known;

  private constructor(graph: GraphDoor, userId: string, context: EventContext, known: Known) {
    this.#graph = graph;
    this.#userId = userId;
    this.context = context;
    this.#known = known;
  }

  /** @throws Error where the tenant has no such user. */
  static async open(doors: { graph: GraphDoor; entra: EntraDoor }, userId: string) {
    const user = (await doors.entra.users()).find(({ id }) => id === userId);
    if (!user) throw new Error(`There is no user ${userId} to import for.`);
    const { displayName: name, mail: address, timeZone } = user;
    await doors.graph.ensureMailbox({ id: userId, displayName: name, mail: address });
    const known = await readKnown(doors.graph, userId);
    return new TargetMailbox(doors.graph, userId, { user: { name, address }, timeZone }, known);
  }

  /**
   * Into Sent Items if the user wrote it, else into the Inbox.
   * @param fallback when it came, where the mail itself has no date.
   * @throws Unimportable where it is no mail or is there already.
   */
  async addMail(bytes: Buffer, fallback: Date): Promise<string[]> {
    const mime = await withMessageId(withoutPostmark(bytes));
    const { messageId, fromAddress, date, isRead } = await readMailHeader(mime);
    if (this.#known.mails.has(messageId)) throw new Unimportable('It is in the mailbox already.');
    const isSent = fromAddress === this.context.user.address.toLowerCase();
    const folder = isSent ? 'sentitems' : 'inbox';
    await this.#graph.importMail(this.#userId, { mime, folder, isRead, at: date ?? fallback });
    this.#known.mails.add(messageId);
    return [];
  }

  /**
   * Answers why changes to single meetings of a series were left out; the series is there then.
   * @throws Unimportable where it is there already.
   */
  async addMeeting({ meeting, changes }: CalendarItem): Promise<string[]> {
    if (this.#known.meetings.has(meeting.iCalUId)) {
      throw new Unimportable('It is in the calendar already.');
    }
    const { id } = await this.#graph.importMeeting(this.#userId, meeting);
    this.#known.meetings.add(meeting.iCalUId);
    const reasons: string[] = [];
    for (const change of changes) {
      try {
        await this.#changeSeries(id, change);
      } catch (error) {
        reasons.push(reasonOfChange(error));
      }
    }
    return reasons;
  }

  /** @throws Unimportable where it is there already. */
  async addContact(contact: IncomingContact): Promise<string[]> {
    const key = contactKey(contact);
    if (this.#known.contacts.has(key)) throw new Unimportable('It is among the contacts already.');
    await this.#graph.importContact(this.#userId, contact);
    this.#known.contacts.add(key);
    return [];
  }

  async #changeSeries(masterId: string, { originalStart, meeting }: SeriesChange): Promise<void> {
    const instance = await this.#findInstance(masterId, originalStart);
    // Leaving out a meeting that the series does not have changes nothing (RFC 5545, 3.8.5.1).
    if (instance === null && meeting === null) return;
    if (instance === null) throw new Unimportable('It changes a meeting that its series lacks.');
    const path = `/me/events/${encodeURIComponent(instance)}`;
    await this.#call(
      meeting === null
        ? { method: 'DELETE', path }
        : { method: 'PATCH', path, body: changedProperties(meeting) },
    );
  }

  async #findInstance(masterId: string, originalStart: Date): Promise<string | null> {
    const [from, to] = [-1, 1].map((days) =>
      new Date(originalStart.getTime() + days * 86_400_000).toISOString(),
    );
    const path = `/me/events/${encodeURIComponent(masterId)}/instances?startDateTime=${from ?? ''}&endDateTime=${to ?? ''}`;
    const { value } = (await this.#call({ method: 'GET', path })) as { value: Instance[] };
    const isWanted = ({ start }: Instance) => parseUtc(start.dateTime) === originalStart.getTime();
    return value.find(isWanted)?.id ?? null;
  }

  async #call(request: { method: string; path: string; body?: unknown }): Promise<unknown> {
    return callGraph(this.#graph, this.#userId, request);
  }
}

/** What the sandbox does not build it answers with 501. */
function reasonOfChange(error: unknown): string {
  return error instanceof GraphRefusal && error.status === 501
    ? 'It changes one meeting of a series, which this calendar cannot do.'
    : reasonOf(error);
}

interface Instance {
  id: string;
  start: { dateTime: string };
}

/** Graph gives times in UTC, without a zone mark, with seven decimals. */
const parseUtc = (text: string) => Date.parse(`${text.replace(/(\.\d+)?Z?$/, '')}Z`);

function changedProperties(meeting: NonNullable<SeriesChange['meeting']>): object {
  const utc = (date: Date) => ({ dateTime: date.toISOString().replace('Z', ''), timeZone: 'UTC' });
  return {
    subject: meeting.subject,
    body: { contentType: 'html', content: meeting.bodyHtml },
    location: { displayName: meeting.location },
    start: utc(meeting.start),
    end: utc(meeting.end),
  };
}

/** Keys of what the mailbox holds. */
interface Known {
  mails: Set<string>;
  meetings: Set<string>;
  contacts: Set<string>;
}

async function readKnown(graph: GraphDoor, userId: string): Promise<Known> {
  const mails = await listAll(graph, userId, '/me/messages?$select=internetMessageId&$top=1000');
  const meetings = await listAll(graph, userId, '/me/events?$select=iCalUId&$top=1000');
  const contacts = await listAll(
    graph,
    userId,
    '/me/contacts?$select=displayName,emailAddresses&$top=1000',
  );
  return {
    mails: new Set(mails.map(({ internetMessageId }) => String(internetMessageId))),
    meetings: new Set(meetings.map(({ iCalUId }) => String(iCalUId))),
    contacts: new Set(contacts.map(contactKey)),
  };
}

function contactKey({ displayName, emailAddresses }: IncomingContact): string {
  const addresses = (emailAddresses ?? []) as { address?: string }[];
  return JSON.stringify([displayName, addresses.map(({ address }) => address?.toLowerCase())]);
}
