import { sql } from 'kysely';
import { badPayload, DataverseError } from '../errors.ts';
import { findRows, isReference, textOf, type Executor, type RowData } from '../store/rows.ts';

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

async function largestFile(db: Executor): Promise<number> {
  const [organization] = await findRows(db, sql`r.table_name = 'organization'`);
  return Number(organization?.data['maxuploadfilesize'] ?? 5_242_880);
}

function sizeOf(body: string): number {
  if (body.length % 4 !== 0 || !base64.test(body)) {
    throw badPayload('activitymimeattachments', 'body is not base64.');
  }
  return Buffer.byteLength(body, 'base64');
}

/** An attachment's data with what the server works out: size (bytes) and activity. */
export async function completeAttachment(db: Executor, data: RowData): Promise<RowData> {
  const activity = data['objectid'];
  if (!isReference(activity)) {
    throw new DataverseError('RequiredFieldMissing', "Required field 'objectid' is missing.");
  }
  const body = textOf(data['body']);
  const filesize = sizeOf(body);
  const largest = await largestFile(db);
  if (filesize > largest) {
    throw new DataverseError(
      'RequestLengthTooLarge',
      `The attachment of ${filesize} bytes is larger than maxuploadfilesize, ${largest} bytes.`,
    );
  }
  return {
    ...data,
    body,
    filesize,
    activityid: activity,
    objecttypecode: data['objecttypecode'] ?? activity.table,
  };
}

/** Brings `attachmentcount` of an activity up to date. */
export async function countAttachments(db: Executor, activityId: string): Promise<void> {
  await sql`update sandbox_dataverse.row set data = jsonb_set(data, '{attachmentcount}',
      (select to_jsonb(count(*)) from sandbox_dataverse.row a
        where a.table_name = 'activitymimeattachment' and a.data ? 'objectid'
          and (a.data->'objectid'->>'id')::uuid = ${activityId}::uuid))
    where id = ${activityId}::uuid and table_name in ('email', 'appointment')`.execute(db);
}
