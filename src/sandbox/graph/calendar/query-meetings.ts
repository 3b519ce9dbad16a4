import { sql } from 'kysely';
import { compileFilter, compileOrder } from '../../odata/to-sql.ts';
import type { Call } from '../call.ts';
import { badRequest } from '../errors.ts';
import { columnsOf } from '../store/columns.ts';
import type { Meeting } from './meeting.ts';

/** Meetings that fit `$filter`, in the order of `$orderby`: made up ones are queried like rows. */
export async function queryMeetings(call: Call, meetings: Meeting[]): Promise<Meeting[]> {
  const { filter, orderby, search } = call.query;
  if (search !== undefined) throw badRequest('Events cannot be searched.');
  if (!filter && !orderby) return meetings;
  const rows = meetings.map(({ item, doc, start, end, type }, place) => ({
    place,
    number: item.number,
    at: start,
    created: item.created,
    modified: item.modified,
    doc: { ...doc, endInstant: end, type },
  }));
  const columns = columnsOf('event');
  const order = orderby ? sql`${compileOrder(orderby, columns)}, item.place` : sql`item.place`;
  const found = await sql<{ place: number }>`
    select item.place from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as item
      (place integer, number integer, at timestamptz, created timestamptz, modified timestamptz,
       doc jsonb)
    where ${filter ? compileFilter(filter, columns) : sql`true`} order by ${order}`.execute(
    call.graph.db,
  );
  return found.rows.flatMap(({ place }) => meetings[place] ?? []);
}
