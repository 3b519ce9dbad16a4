import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sql, type Selectable } from 'kysely';
import type { Graph } from '../../call.ts';
import { GraphError, itemNotFound } from '../../errors.ts';
import type { UploadSessionTable } from '../../store/schema.ts';
import { finishUpload } from './finish-upload.ts';

export type Session = Selectable<UploadSessionTable>;

/** Most bytes of one range (wire facts, 2.2). */
const maxRange = 4 * 1024 * 1024;

const badRange = (message: string): GraphError =>
  new GraphError(400, 'ErrorInvalidContentRange', message);

async function findSession(graph: Graph, request: FastifyRequest): Promise<Session> {
  const id = /\/AttachmentSessions\('([0-9a-f-]{36})'\)/i.exec(
    decodeURIComponent(request.url),
  )?.[1];
  const found = await graph.db
    .selectFrom('upload_session')
    .selectAll()
    .where('id', '=', id ?? '')
    .executeTakeFirst();
  if (!found || found.expires <= graph.now()) throw itemNotFound();
  const { authtoken } = request.query as { authtoken?: string };
  if (authtoken === found.attachment['token']) return found;
  throw new GraphError(401, 'InvalidAuthenticationToken', 'The upload address is not valid.');
}

/** Bytes that came so far; ranges come in order, so they are also where the next one begins. */
async function receivedBytes(graph: Graph, session: Session): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(octet_length(content)), 0)::integer as bytes
    from sandbox_graph.upload_range where session = ${session.id}`.execute(graph.db);
  return rows[0]?.bytes ?? 0;
}

function readRange(request: FastifyRequest, size: number, length: number): number {
  const header = request.headers['content-range'] ?? '';
  const [, from, to, whole] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header.trim()) ?? [];
  if (from === undefined) throw badRange('Content-Range is missing or no range of bytes.');
  const isWhole = Number(to) - Number(from) + 1 === length && Number(whole) === size;
  if (!isWhole) throw badRange('Content-Range does not fit the bytes sent.');
  if (length > maxRange) {
    throw new GraphError(413, 'RequestEntityTooLarge', 'A range has at most 4 MB.');
  }
  return Number(from);
}

const state = ({ expires }: Session, next: number) => ({
  ExpirationDateTime: expires.toISOString(),
  NextExpectedRanges: [String(next)],
});

const withContext = (graph: Graph, session: Session, next: number) => ({
  '@odata.context': `${graph.origin}/api/v2.0/$metadata#Users('${session.mailbox}')/AttachmentSessions/$entity`,
  ...state(session, next),
});

async function receive(
  graph: Graph,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const session = await findSession(graph, request);
  const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const start = readRange(request, session.size, content.length);
  const next = await receivedBytes(graph, session);
  if (start !== next) throw badRange(`The next range begins at ${next}.`);
  await graph.db
    .insertInto('upload_range')
    .values({ session: session.id, start, content })
    .execute();
  const received = next + content.length;
  if (received < session.size) return reply.send(withContext(graph, session, received));
  return reply
    .code(201)
    .header('location', await finishUpload(graph, session))
    .send();
}

/** Where uploads go: without Graph's path, token and error handling of a mailbox. */
export function registerUploads(app: FastifyInstance, graph: Graph): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    const url = '/api/v2.0/*';
    scope.put(url, (request, reply) => receive(graph, request, reply));
    scope.get(url, async (request) => {
      const session = await findSession(graph, request);
      return withContext(graph, session, await receivedBytes(graph, session));
    });
    scope.delete(url, async (request, reply) => {
      const session = await findSession(graph, request);
      await graph.db.deleteFrom('upload_session').where('id', '=', session.id).execute();
      return reply.code(204).send();
    });
    done();
  });
}
