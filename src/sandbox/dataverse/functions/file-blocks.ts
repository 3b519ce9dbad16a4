import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { badPayload, DataverseError } from '../errors.ts';
import { tableOf } from '../metadata/index.ts';
import { requirePrivilege } from '../security/access.ts';
import { findRow, isReference, type Executor, type Row, type RowData } from '../store/rows.ts';
import { complete } from '../write/complete.ts';
import { createRow } from '../write/create.ts';
import { isObject, readChange, type Json } from '../write/payload.ts';
import { verbFor } from '../write/rights.ts';
import { changeRow } from '../write/update.ts';
import type { Call, Operation } from './types.ts';

/** Bytes one `UploadBlock` may carry. */
const largestBlock = 4 * 1024 * 1024;

const invalid = (problem: string): DataverseError => new DataverseError('InvalidArgument', problem);

interface Upload {
  table: string;
  blocks: Record<string, string>;
}

/** Uploads that are not committed live beside the rows. */
async function ready(db: Executor): Promise<void> {
  await sql`create table if not exists sandbox_dataverse.upload (
    token text primary key, table_name text not null, blocks jsonb not null)`.execute(db);
}

async function uploadOf(db: Executor, token: unknown): Promise<Upload> {
  await ready(db);
  const found = await sql<Upload>`select table_name as "table", blocks
    from sandbox_dataverse.upload where token = ${String(token)} for update`.execute(db);
  const [upload] = found.rows;
  if (!upload) throw invalid("'FileContinuationToken' is not that of an upload.");
  return upload;
}

function targetOf({ body }: Call): Json {
  const target = body['Target'];
  if (isObject(target)) return target;
  throw invalid("'Target' is missing.");
}

/** `InitializeAttachmentBlocksUpload`: a file larger than one request may carry. */
const initialize = (table: string): Operation => ({
  method: 'POST',
  run: async (context, call) => {
    targetOf(call);
    requirePrivilege(context.principals, verbFor(tableOf(table), 'Create'), tableOf(table));
    const token = randomUUID();
    await ready(context.db);
    await sql`insert into sandbox_dataverse.upload values (${token}, ${table}, '{}')`.execute(
      context.db,
    );
    return { FileContinuationToken: token };
  },
});

/** `UploadBlock`: one block, base64, by its own id. */
const uploadBlock: Operation = {
  method: 'POST',
  run: async (context, { body }) => {
    const { BlockId, BlockData, FileContinuationToken } = body;
    if (typeof BlockId !== 'string' || typeof BlockData !== 'string') {
      throw invalid("'BlockId' and 'BlockData' must be texts.");
    }
    if (Buffer.byteLength(BlockData, 'base64') > largestBlock) {
      throw invalid(`'BlockData' has more than ${largestBlock} bytes.`);
    }
    const { blocks } = await uploadOf(context.db, FileContinuationToken);
    await sql`update sandbox_dataverse.upload
      set blocks = ${JSON.stringify({ ...blocks, [BlockId]: BlockData })}::jsonb
      where token = ${String(FileContinuationToken)}`.execute(context.db);
    return undefined;
  },
};

function joined({ blocks }: Upload, list: unknown): string {
  if (!Array.isArray(list)) throw invalid("'BlockList' must be an array.");
  const parts = list.map((id) => {
    const block = blocks[String(id)];
    if (block === undefined) throw invalid(`The block '${String(id)}' was not uploaded.`);
    return Buffer.from(block, 'base64');
  });
  return Buffer.concat(parts).toString('base64');
}

/** Stores a file past the size one request may carry, on the row the upload is for. */
async function store(context: Context, row: Row, column: string, file: string): Promise<Row> {
  const table = tableOf(row.table);
  const data: RowData = { ...row.data, [column]: file };
  const whole = await complete(context, table, data, {}, true);
  await sql`update sandbox_dataverse.row set data = ${JSON.stringify(whole)}::jsonb,
      version = nextval('sandbox_dataverse.version')
    where table_name = ${row.table} and id = ${row.id}::uuid`.execute(context.db);
  return { ...row, data: whole };
}

async function targetRow(context: Context, table: string, target: Json): Promise<Row> {
  const declared = tableOf(table);
  const id = target[declared.id];
  const known = typeof id === 'string' ? await findRow(context.db, [table], id) : undefined;
  const change = await readChange(context, declared, target);
  return known ? changeRow(context, known, change) : createRow(context, declared, change);
}

/** `CommitAttachmentBlocksUpload`: the blocks, in the order of the list, are the file. */
const commit = (table: string, column: string, answer: string): Operation => ({
  method: 'POST',
  run: async (context, call) => {
    const { BlockList, FileContinuationToken } = call.body;
    const upload = await uploadOf(context.db, FileContinuationToken);
    if (upload.table !== table) throw badPayload(table, 'the upload is of another kind.');
    const file = joined(upload, BlockList);
    const row = await store(context, await targetRow(context, table, targetOf(call)), column, file);
    await sql`delete from sandbox_dataverse.upload
      where token = ${String(FileContinuationToken)}`.execute(context.db);
    const attachment = row.data['attachmentid'];
    return {
      [answer]: row.id,
      FileSizeInBytes: Buffer.byteLength(file, 'base64'),
      ...(isReference(attachment) && { AttachmentId: attachment.id }),
    };
  },
});

/** Files of attachments and notes in blocks (wire.md 1.6). */
export const fileOperations: Record<string, Operation> = {
  InitializeAttachmentBlocksUpload: initialize('activitymimeattachment'),
  CommitAttachmentBlocksUpload: commit(
    'activitymimeattachment',
    'body',
    'ActivityMimeAttachmentId',
  ),
  InitializeAnnotationBlocksUpload: initialize('annotation'),
  CommitAnnotationBlocksUpload: commit('annotation', 'documentbody', 'AnnotationId'),
  UploadBlock: uploadBlock,
};
