import type { Graph } from '../call.ts';
import { lightColumns, type Item } from '../store/items.ts';
import type { Json } from '../store/schema.ts';
import { occurrenceKey } from './occurrence-key.ts';
import { occurrences } from './recurrence.ts';

/** One event as a client sees it: an event of its own, a series, or one meeting of a series. */
export interface Meeting {
  type: 'singleInstance' | 'seriesMaster' | 'occurrence' | 'exception';
  /** The row that holds its attachments and named properties. */
  item: Item;
  /** Of an occurrence or exception: its series. */
  master?: Item;
  /** Which meeting of the series; 0 where it is none. */
  key: number;
  doc: Json;
  start: Date;
  end: Date;
  /** Where the pattern puts it. */
  originalStart?: Date;
}

export const endOf = (item: Item): Date => new Date(item.doc['endInstant'] as string);
export const isSeries = (item: Item): boolean => Boolean(item.doc['recurrence']);
/** How often the pattern of a series changed. */
export const versionOf = (master: Item): number => Number(master.doc['patternVersion'] ?? 0);
/** Keys of the meetings that were taken out of a series. */
export const cancelledOf = (master: Item): number[] =>
  (master.doc['cancelledKeys'] as number[] | undefined) ?? [];

/** An event of its own, or a whole series. */
export const wholeMeeting = (item: Item): Meeting => ({
  type: isSeries(item) ? 'seriesMaster' : 'singleInstance',
  item,
  key: 0,
  doc: item.doc,
  start: item.at,
  end: endOf(item),
});

export const exceptionMeeting = (master: Item, item: Item): Meeting => ({
  type: 'exception',
  // What the exception does not have of its own it has from its series.
  item: { ...item, ...(!item.doc['hasOwnBody'] && master.body && { body: master.body }) },
  master,
  key: item.occurrence ?? 0,
  doc: { ...master.doc, ...item.doc, recurrence: null },
  start: item.at,
  end: endOf(item),
  originalStart: new Date(item.doc['originalStartInstant'] as string),
});

/** Meetings of a series as its pattern gives them from about `from` until `until`, without those taken out. */
export function* plannedMeetings(master: Item, until: Date, from?: Date): Generator<Meeting> {
  const recurrence = master.doc['recurrence'] as Json;
  const isAllDay = master.doc['isAllDay'] === true;
  const cancelled = new Set(cancelledOf(master));
  const all = occurrences(recurrence, master.at, endOf(master), until, {
    isAllDay,
    ...(from && { from }),
  });
  for (const { day, start, end } of all) {
    const key = occurrenceKey(versionOf(master), day);
    if (cancelled.has(key)) continue;
    const doc = { ...master.doc, recurrence: null };
    yield { type: 'occurrence', item: master, master, key, doc, start, end, originalStart: start };
  }
}

/** Changed meetings of some series, by series. */
export async function readExceptions(
  graph: Graph,
  masters: number[],
): Promise<Map<number, Item[]>> {
  const found = new Map<number, Item[]>();
  if (masters.length === 0) return found;
  const rows: Item[] = await graph.db
    .selectFrom('item')
    .select([...lightColumns, 'body'])
    .where('series', 'in', masters)
    .orderBy('occurrence')
    .execute();
  for (const row of rows) {
    found.set(row.series ?? 0, [...(found.get(row.series ?? 0) ?? []), row]);
  }
  return found;
}

const overlaps = ({ start, end }: Meeting, from: Date, to: Date): boolean =>
  start < to && (end > from || (start >= from && end.getTime() === start.getTime()));

/** Meetings of a series between two instants; changed ones where they are now. */
export function meetingsBetween(master: Item, exceptions: Item[], from: Date, to: Date): Meeting[] {
  const changed = new Set(exceptions.map((item) => item.occurrence ?? 0));
  const planned = [...plannedMeetings(master, to, from)].filter(({ key }) => !changed.has(key));
  const moved = exceptions.map((item) => exceptionMeeting(master, item));
  return [...planned, ...moved].filter((meeting) => overlaps(meeting, from, to));
}

/** One meeting of a series; undefined where the series does not have it (any more). */
export function meetingOf(
  master: Item,
  exception: Item | undefined,
  key: number,
  day: number,
): Meeting | undefined {
  if (exception) return exceptionMeeting(master, exception);
  const [from, until] = [new Date((day - 2) * 86_400_000), new Date((day + 2) * 86_400_000)];
  return [...plannedMeetings(master, until, from)].find((meeting) => meeting.key === key);
}

/** Every event of a calendar between two instants, series expanded, in the order they start. */
export async function readMeetings(
  graph: Graph,
  folder: number,
  from: Date,
  to: Date,
): Promise<Meeting[]> {
  const rows: Item[] = await graph.db
    .selectFrom('item')
    .select([...lightColumns, 'body'])
    .where('folder', '=', folder)
    .where('kind', '=', 'event')
    .where('series', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('at', '<', to), eb.or([eb('until', 'is', null), eb('until', '>=', from)])]),
        // A changed meeting may lie outside the span of its series.
        eb.exists(
          eb
            .selectFrom('item as exception')
            .select('exception.number')
            .whereRef('exception.series', '=', 'item.number')
            .where('exception.at', '<', to)
            .where('exception.until', '>=', from),
        ),
      ]),
    )
    .execute();
  const exceptions = await readExceptions(
    graph,
    rows.filter(isSeries).map((row) => row.number),
  );
  return rows
    .flatMap((item) =>
      isSeries(item)
        ? meetingsBetween(item, exceptions.get(item.number) ?? [], from, to)
        : [wholeMeeting(item)].filter((meeting) => overlaps(meeting, from, to)),
    )
    .sort(
      (a, b) =>
        a.start.getTime() - b.start.getTime() || a.item.number - b.item.number || a.key - b.key,
    );
}
