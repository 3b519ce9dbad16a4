import { z } from 'zod';
import type { MeetingEvent, MeetingFacts } from '../../domain/calendar/meeting-event.ts';
import type { Remaining } from '../../domain/calendar/series-remainder.ts';
import type { Actor } from '../../ports/actor.ts';
import type { Calendar, EventReference } from '../../ports/calendar.ts';
import type { CategoryNames } from '../../ports/category-names.ts';
import { Failure } from '../../ports/failure.ts';
import type { Mark } from '../../ports/mailbox.ts';
import { readJson } from '../fetch/json.ts';
import { toMeetingEvent, toMeetingFacts, toRemaining } from './event-from-graph.ts';
import {
  eventFacts,
  eventSelect,
  factsSelect,
  graphEvent,
  instance,
  markedEvent,
} from './event-schema.ts';
import type { GraphCall, GraphClient } from './graph-client.ts';
import { markPatch } from './mark.ts';

/** How often marking starts anew because the event changed in between. */
const markAttempts = 3;
/** Graph's widest window. */
const widestMs = 1_825 * 24 * 60 * 60_000;
/** A page of meetings; a series in the CRM has no more (`occurrences`). */
const mostRemaining = 999;

const preferring = (...more: string[]): Record<string, string> => ({
  prefer: ['IdType="ImmutableId"', ...more].join(', '),
});
const inUtc = 'outlook.timezone="UTC"';
const asText = 'outlook.body-content-type="text"';

const eventPath = (id: string): string => `/events/${encodeURIComponent(id)}`;

/** Header values are ASCII without quotes; other names of zones are of no use to Graph either. */
const zoneOf = (name: string): string => (/^[\w\s+().,:/-]+$/.test(name) ? name : 'UTC');

interface Reading {
  actor: Actor;
  event: EventReference;
  signal: AbortSignal;
}

/** A calendar in Exchange Online, over Microsoft Graph. */
export class GraphCalendar implements Calendar {
  readonly #graph: GraphClient;
  readonly #names: CategoryNames | undefined;

  /** @param names absent: every mailbox calls the category by its usual name. */
  constructor(graph: GraphClient, names?: CategoryNames) {
    this.#graph = graph;
    this.#names = names;
  }

  async readFacts(actor: Actor, event: EventReference, signal: AbortSignal): Promise<MeetingFacts> {
    const path = `${eventPath(event.itemId)}?$select=${factsSelect}`;
    const found = await this.#read({ actor, event, signal }, path, eventFacts, preferring(inUtc));
    return toMeetingFacts(found);
  }

  async readEvent(actor: Actor, event: EventReference, signal: AbortSignal): Promise<MeetingEvent> {
    const path = `${eventPath(event.itemId)}?$select=${eventSelect}`;
    const headers = preferring(inUtc, asText);
    return toMeetingEvent(await this.#read({ actor, event, signal }, path, graphEvent, headers));
  }

  async readRemaining(
    actor: Actor,
    series: EventReference & Pick<MeetingEvent, 'recurrence'>,
    from: Date,
    signal: AbortSignal,
  ): Promise<Remaining[]> {
    const until = new Date(from.getTime() + widestMs);
    const top = series.recurrence?.end.kind === 'count' ? mostRemaining : 1;
    const query = new URLSearchParams({
      startDateTime: from.toISOString(),
      endDateTime: until.toISOString(),
      $select: 'type,originalStart,start',
      $top: String(top),
    });
    const path = `${eventPath(series.itemId)}/instances?${query.toString()}`;
    const headers = preferring(
      `outlook.timezone="${zoneOf(series.recurrence?.timeZone ?? 'UTC')}"`,
    );
    const answer = z.object({ value: z.array(instance) });
    const reading = { actor, event: series, signal };
    const { value } = await this.#read(reading, path, answer, headers);
    return value.map(toRemaining).sort((a, b) => (a.originalStart < b.originalStart ? -1 : 1));
  }

  async markEvent(
    actor: Actor,
    event: EventReference & { known?: Pick<MeetingEvent, 'etag' | 'categories'> },
    mark: Mark | null,
    signal: AbortSignal,
  ): Promise<void> {
    const reading = { actor, event, signal };
    let current = event.known;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#patchMarks(reading, current ?? (await this.#readMarks(reading)), mark);
        return;
      } catch (error) {
        const isChanged = error instanceof Failure && error.kind === 'changed';
        if (!isChanged || attempt >= markAttempts) throw error;
        current = undefined;
      }
    }
  }

  /** Categories and named properties are the calendar's owner's own: nobody is sent an update. */
  async #patchMarks(
    reading: Reading,
    { etag, categories }: Pick<MeetingEvent, 'etag' | 'categories'>,
    mark: Mark | null,
  ): Promise<void> {
    const { actor, event } = reading;
    const names = event.mailboxAddress ? undefined : await this.#names?.of(actor);
    await this.#call(reading, {
      method: 'PATCH',
      path: eventPath(event.itemId),
      headers: { ...preferring(), ...(etag && { 'if-match': etag }) },
      body: markPatch(categories, mark, names),
    });
  }

  async #readMarks(reading: Reading): Promise<Pick<MeetingEvent, 'etag' | 'categories'>> {
    const path = `${eventPath(reading.event.itemId)}?$select=id,categories`;
    const found = await this.#read(reading, path, markedEvent, preferring());
    return { etag: found['@odata.etag'] ?? '', categories: found.categories ?? [] };
  }

  async #read<T>(
    reading: Reading,
    path: string,
    schema: z.ZodType<T>,
    headers: Record<string, string>,
  ): Promise<T> {
    const answer = await this.#call(reading, { method: 'GET', path, headers });
    return readJson(answer.body, schema, 'mailbox');
  }

  async #call({ actor, event, signal }: Reading, call: Omit<GraphCall, 'signal' | 'mailbox'>) {
    try {
      const mailbox = event.mailboxAddress ?? undefined;
      return await this.#graph.call(actor, { ...call, mailbox, signal });
    } catch (error) {
      // An id of another mailbox or of a wrong form is answered with 400.
      const isForeign = error instanceof Failure && error.kind === 'refused';
      throw isForeign && call.method === 'GET'
        ? new Failure('not-found', 'mailbox', 'mailbox: no such event', { cause: error })
        : error;
    }
  }
}
