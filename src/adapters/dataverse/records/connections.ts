import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import type { Connection } from '../../../ports/record-reader.ts';
import { get } from '../dataverse-client.ts';
import { parameter } from '../literal.ts';
import { lookupOf, text } from '../tables.ts';
import type { Row } from '../tables.ts';
import { many } from './questions.ts';
import type { Question } from './questions.ts';

const most = 10;
const columns =
  'connectionid,_record1id_value,_record2id_value,_record1roleid_value,_record2roleid_value,' +
  '_relatedconnectionid_value';

const roleOf = (row: Row, side: 1 | 2): string =>
  lookupOf(row, `_record${side}roleid_value`)?.name ?? '';

function connectionOf({ id }: RecordRef, row: Row): Connection | null {
  const isFirst = text(row, '_record1id_value').toLowerCase() === id.toLowerCase();
  const [own, other] = isFirst ? ([1, 2] as const) : ([2, 1] as const);
  const record = lookupOf(row, `_record${other}id_value`);
  return record && { ...record, role: roleOf(row, other), ownRole: roleOf(row, own) };
}

/**
 * The connections of a record among rows of the table (L-04). The CRM keeps most of them twice, once
 * from each side, and the two rows name each other.
 */
export function connectionsOf(record: RecordRef, rows: readonly Row[]): Connection[] {
  const read = new Set<string>();
  const once = rows.filter((row) => {
    read.add(text(row, 'connectionid'));
    return !read.has(text(row, '_relatedconnectionid_value'));
  });
  return once.flatMap((row) => connectionOf(record, row) ?? []).slice(0, most);
}

/** Asks for the active connections of a record, the newest first. */
export function connectionQuestion(record: RecordRef, found: Connection[]): Question {
  const either = `_record1id_value eq ${record.id} or _record2id_value eq ${record.id}`;
  const query = [
    `$select=${columns}`,
    parameter('$filter', `statecode eq 0 and (${either})`),
    `$orderby=createdon%20desc&$top=${2 * most}`,
  ];
  return many(get(`connections?${query.join('&')}`), (rows) =>
    found.push(...connectionsOf(record, rows)),
  );
}
