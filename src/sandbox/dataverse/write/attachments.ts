import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { badPayload, DataverseError, notFound } from '../errors.ts';
import { activityNames } from '../metadata/index.ts';
import {
  findRow,
  findRows,
  insertRow,
  isReference,
  refersTo,
  textOf,
  type Executor,
  type RowData,
} from '../store/rows.ts';

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

async function largestFile(db: Executor): Promise<number> {
  const [organization] = await findRows(db, sql`r.table_name = 'organization'`);
  return Number(organization?.data['maxuploadfilesize'] ?? 5_242_880);
}

/** Bytes of a file given as base64. Throws 400 for other text. */
function sizeOf(entitySet: string, column: string, body: string): number {
  if (body.length % 4 !== 0 || !base64.test(body)) {
    throw badPayload(entitySet, `${column} is not base64.`);
  }
  return Buffer.byteLength(body, 'base64');
}

/** Throws where a file given in one request is larger than the organisation takes. */
export async function requireFileSize(
  db: Executor,
  entitySet: string,
  column: string,
  body: string,
): Promise<number> {
  const filesize = sizeOf(entitySet, column, body);
  const largest = await largestFile(db);
  if (filesize <= largest) return filesize;
  throw new DataverseError(
    'RequestLengthTooLarge',
    `The attachment of ${filesize} bytes is larger than maxuploadfilesize, ${largest} bytes.`,
  );
}

/** The file another attachment has already, by its `attachmentid`. */
async function sharedFile(db: Executor, attachmentId: string): Promise<RowData> {
  const file = await findRow(db, ['attachment'], attachmentId);
  const [first] = await findRows(
    db,
    sql`r.table_name = 'activitymimeattachment' and ${refersTo('attachmentid', attachmentId)}`,
  );
  if (!file || !first) throw notFound('attachment', attachmentId);
  const { body = null, filename = null, mimetype = null } = first.data;
  return { body, filename, mimetype };
}

async function newFile(db: Executor, data: RowData): Promise<RowData> {
  const id = randomUUID();
  const { filename = null, mimetype = null, filesize = null } = data;
  const row = { filename, mimetype, filesize };
  await insertRow(db, { table: 'attachment', id, ownerId: null, businessUnitId: null, data: row });
  return { attachmentid: { table: 'attachment', id } };
}

/**
 * An attachment's data with what the server works out: its file, size (bytes) and activity.
 * `isLoaded` is past the limit of one request's size, as blocks are.
 */
export async function completeAttachment(
  db: Executor,
  given: RowData,
  isLoaded = false,
): Promise<RowData> {
  const activity = given['objectid'];
  if (!isReference(activity)) {
    throw new DataverseError('RequiredFieldMissing', "Required field 'objectid' is missing.");
  }
  const { attachmentid = null } = given;
  const isShared = isReference(attachmentid) && !given['body'];
  const file = isShared ? await sharedFile(db, attachmentid.id) : {};
  const own = Object.entries(given).filter(([name, value]) => name !== 'body' && value !== null);
  const data: RowData = isShared ? { ...given, ...file, ...Object.fromEntries(own) } : given;
  const body = textOf(data['body']);
  const filesize =
    isLoaded || isShared
      ? sizeOf('activitymimeattachments', 'body', body)
      : await requireFileSize(db, 'activitymimeattachments', 'body', body);
  const complete: RowData = {
    ...data,
    body,
    filesize,
    activityid: activity,
    attachmentnumber: data['attachmentnumber'] ?? 1,
    objecttypecode: data['objecttypecode'] ?? activity.table,
  };
  return isReference(attachmentid) ? complete : { ...complete, ...(await newFile(db, complete)) };
}

/** Brings `attachmentcount` of an activity up to date. */
export async function countAttachments(db: Executor, activityId: string): Promise<void> {
  await sql`update sandbox_dataverse.row set data = jsonb_set(data, '{attachmentcount}',
      (select to_jsonb(count(*)) from sandbox_dataverse.row a
        where a.table_name = 'activitymimeattachment' and a.data ? 'objectid'
          and (a.data->'objectid'->>'id')::uuid = ${activityId}::uuid))
    where id = ${activityId}::uuid and data ? 'attachmentcount'
      and table_name in (${sql.join(activityNames)})`.execute(db);
}
