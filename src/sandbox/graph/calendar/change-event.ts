import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Call } from '../call.ts';
import { GraphError, itemNotFound } from '../errors.ts';
import { writeExtended } from '../store/extended.ts';
import { changeItem, findItem, type Item, type WholeItem } from '../store/items.ts';
import { jsonb, nextChange, type Db, type Json } from '../store/schema.ts';
import { changedSpan, eventColumns } from './event-columns.ts';
import {
  cancelledOf,
  endOf,
  isSeries,
  meetingOf,
  meetingsBetween,
  versionOf,
  wholeMeeting,
  type Meeting,
} from './meeting.ts';
import { readOccurrenceKey } from './occurrence-key.ts';
import { onlineMeeting } from './online-meeting.ts';
import type { EventInput } from './read-event.ts';
import type { Span } from './read-times.ts';

/** What makes a series another one: then its changed meetings and their ids end, as in Exchange. */
const isOtherPattern = (item: Item, doc: Json, { at, end, recurrence }: Span): boolean =>
  at.getTime() !== item.at.getTime() ||
  end.getTime() !== endOf(item).getTime() ||
  (doc['isAllDay'] === true) !== (item.doc['isAllDay'] === true) ||
  !isDeepStrictEqual(recurrence?.['pattern'], (item.doc['recurrence'] as Json)['pattern']);

/** Changed meetings the series no longer reaches go; with another pattern all of them. */
async function dropExceptions(tx: Db, master: number, after: Date | null): Promise<void> {
  let query = tx.deleteFrom('item').where('series', '=', master);
  if (after) {
    query = query.where(sql<boolean>`(doc ->> 'originalStartInstant')::timestamptz >= ${after}`);
  }
  await query.execute();
}

async function planWhole(tx: Db, item: WholeItem, input: EventInput) {
  const doc: Json = { ...item.doc, ...input.doc, ...onlineMeeting(input.doc) };
  const span = changedSpan(item, input);
  const isOther = isSeries(item) && isOtherPattern(item, doc, span);
  if (isOther) await dropExceptions(tx, item.number, null);
  else if (span.until) await dropExceptions(tx, item.number, span.until);
  const version = isOther ? { patternVersion: versionOf(item) + 1, cancelledKeys: [] } : {};
  const revision = Number(item.doc['revision'] ?? 0) + 1;
  return {
    ...eventColumns(span, { ...doc, ...version, revision }, input),
    ...(input.body && { body: jsonb(input.body) }),
  };
}

/** Changes an event of its own or a whole series. */
async function changeWhole(call: Call, item: Item, input: EventInput): Promise<Meeting> {
  const changed = await changeItem(call, item.number, async (fresh, tx) => {
    await writeExtended(tx, item.number, input.properties ?? []);
    return planWhole(tx, fresh, input);
  });
  return wholeMeeting(changed);
}

const dayOf = (at: Date): number => Math.floor(at.getTime() / 86_400_000);

/** A meeting of a series stays between its neighbours, on days of its own (Exchange's rule). */
async function checkBoundary(tx: Db, meeting: Meeting, span: Span): Promise<void> {
  const { master, key, originalStart } = meeting;
  if (!master || !originalStart || span.at.getTime() === meeting.start.getTime()) return;
  const others: Item[] = await tx
    .selectFrom('item')
    .selectAll()
    .where('series', '=', master.number)
    .execute();
  const reach = 800 * 86_400_000;
  const [from, to] = [-reach, reach].map((ms) => new Date(originalStart.getTime() + ms));
  if (!from || !to) return;
  const near = meetingsBetween(master, others, from, to).filter((one) => one.key !== key);
  const isCrossed = near.some((other) => {
    const isEarlier = readOccurrenceKey(other.key).day < readOccurrenceKey(key).day;
    return isEarlier ? dayOf(other.start) >= dayOf(span.at) : dayOf(other.start) <= dayOf(span.at);
  });
  if (!isCrossed) return;
  throw new GraphError(
    400,
    'ErrorOccurrenceCrossingBoundary',
    'Modified occurrence is crossing or overlapping adjacent occurrence.',
  );
}

/** What belongs to the series belongs to its changed meeting from then on. */
async function copyBelongings(tx: Db, from: number, to: number): Promise<void> {
  await sql`insert into sandbox_graph.attachment
    (item, type, name, content_type, is_inline, content_id, modified, content)
    select ${to}, type, name, content_type, is_inline, content_id, modified, content
    from sandbox_graph.attachment where item = ${from} order by number`.execute(tx);
  await sql`insert into sandbox_graph.extended (item, key, id, value, list)
    select ${to}, key, id, value, list from sandbox_graph.extended
    where item = ${from}`.execute(tx);
}

/** The row of a changed meeting, made where it is missing. */
async function exceptionRow(tx: Db, call: Call, meeting: Meeting): Promise<number> {
  const { master, item, key, start, end, originalStart } = meeting;
  if (!master || !originalStart) throw itemNotFound();
  if (meeting.type === 'exception') return item.number;
  const change = await nextChange(tx);
  const [created, modified] = [call.graph.now(), call.graph.now()];
  const doc = {
    endInstant: end.toISOString(),
    originalStartInstant: originalStart.toISOString(),
  };
  const { number } = await tx
    .insertInto('item')
    .values({
      ...{ mailbox: master.mailbox, folder: master.folder, kind: 'event' },
      ...{ change, arrived: change, created, modified, at: start, until: end },
      ...{ conversation: null, headers: jsonb([]), mime: null, doc: jsonb<Json>(doc) },
      body: jsonb(master.body ?? { contentType: 'html' as const, content: '' }),
      ...{ series: master.number, occurrence: key },
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await copyBelongings(tx, master.number, number);
  return number;
}

/** How a meeting of a series was, as if it were an event of its own. */
const asSingle = ({ item, doc, start, end }: Meeting): Item => ({
  ...item,
  at: start,
  doc: { ...doc, recurrence: null, endInstant: end.toISOString() },
});

/** Changes one meeting of a series; it becomes an exception. The series gets a new change key. */
async function changeOccurrence(call: Call, meeting: Meeting, input: EventInput): Promise<Meeting> {
  const { master, key } = meeting;
  if (!master) throw itemNotFound();
  if (input.recurrence) {
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      'The recurrence of a single meeting of a series cannot be set.',
    );
  }
  const span = changedSpan(asSingle(meeting), { ...input, recurrence: null });
  const changed = await changeItem(call, master.number, async (_fresh, tx) => {
    await checkBoundary(tx, meeting, span);
    const number = await exceptionRow(tx, call, meeting);
    await writeExtended(tx, number, input.properties ?? []);
    const own = meeting.type === 'exception' ? meeting.item.doc : {};
    const kept = Object.keys(own).length > 0 ? own : await docOf(tx, number);
    const doc = { ...kept, ...input.doc, ...(input.body && { hasOwnBody: true }) };
    await tx
      .updateTable('item')
      .set({
        ...eventColumns(span, doc, input),
        ...(input.body && { body: jsonb(input.body) }),
        ...{ change: await nextChange(tx), modified: call.graph.now() },
      })
      .where('number', '=', number)
      .execute();
    return {};
  });
  return occurrenceNow(call, changed, key);
}

async function docOf(tx: Db, number: number): Promise<Json> {
  const row = await tx
    .selectFrom('item')
    .select('doc')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return row.doc;
}

async function occurrenceNow(call: Call, master: WholeItem, key: number): Promise<Meeting> {
  const row = await call.graph.db
    .selectFrom('item')
    .select('number')
    .where('series', '=', master.number)
    .where('occurrence', '=', key)
    .executeTakeFirst();
  const exception = row && (await findItem(call.graph.db, row.number));
  const meeting = meetingOf(master, exception, key, readOccurrenceKey(key).day);
  if (!meeting) throw itemNotFound();
  return meeting;
}

/** Changes an event, a series or one meeting of it. Throws 412 for another `If-Match`. */
export const changeMeeting = (call: Call, meeting: Meeting, input: EventInput): Promise<Meeting> =>
  meeting.master ? changeOccurrence(call, meeting, input) : changeWhole(call, meeting.item, input);

/** Takes one meeting out of its series. */
export async function cancelOccurrence(call: Call, { master, key }: Meeting): Promise<void> {
  if (!master) throw itemNotFound();
  await changeItem(call, master.number, async (fresh, tx) => {
    await tx
      .deleteFrom('item')
      .where('series', '=', master.number)
      .where('occurrence', '=', key)
      .execute();
    const cancelledKeys = [...new Set([...cancelledOf(fresh), key])];
    return { doc: jsonb({ ...fresh.doc, cancelledKeys }) };
  });
}
