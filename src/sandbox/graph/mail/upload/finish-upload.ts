import { sql } from 'kysely';
import { internalCall } from '../../calendar/internal-call.ts';
import type { Graph } from '../../call.ts';
import { itemNotFound } from '../../errors.ts';
import { encodeId } from '../../store/ids.ts';
import { findItem, itemId } from '../../store/items.ts';
import { attach } from '../attachments.ts';
import type { Session } from './register-uploads.ts';

/** Makes the attachment of a session whose bytes all came. Answers its address. */
export async function finishUpload(graph: Graph, session: Session): Promise<string> {
  const item = await findItem(graph.db, session.item);
  if (!item) throw itemNotFound();
  const { name, contentType, contentId, isInline } = session.attachment;
  const mailbox = await graph.db
    .selectFrom('mailbox')
    .selectAll()
    .where('id', '=', session.mailbox)
    .executeTakeFirstOrThrow();
  const call = internalCall(graph, mailbox);
  const number = await attach(call, item, {
    type: 'file',
    name: name as string,
    contentType: contentType as string,
    contentId: contentId as string | null,
    isInline: isInline === true,
    content: Buffer.alloc(0),
  });
  // The bytes stay in the database.
  await sql`update sandbox_graph.attachment set content = (
      select string_agg(content, ''::bytea order by start)
      from sandbox_graph.upload_range where session = ${session.id})
    where number = ${number}`.execute(graph.db);
  await graph.db.deleteFrom('upload_session').where('id', '=', session.id).execute();
  const key = { kind: 'attachment', mailbox: session.mailbox, number } as const;
  const id = encodeId('regular', { ...key, generation: 0, occurrence: 0 });
  const collection = item.kind === 'event' ? 'Events' : 'Messages';
  const owner = `Users('${encodeURIComponent(`${session.mailbox}@${graph.tenantId}`)}')`;
  const path = `${owner}/${collection}('${itemId(item, call.prefer)}')/Attachments('${id}')`;
  return `${graph.origin}/api/v2.0/${path}`;
}
