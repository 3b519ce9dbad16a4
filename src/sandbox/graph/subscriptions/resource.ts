import { parseResource } from '../../odata/parse.ts';
import { ODataSyntaxError } from '../../odata/errors.ts';
import type { Graph, GraphRequest, Mailbox } from '../call.ts';
import { GraphError } from '../errors.ts';
import { readPath } from '../path.ts';
import { permissions as may, requireUser, type Permission } from '../permissions.ts';
import { resolveFolder } from '../store/folders.ts';

/** What a subscription watches. */
export interface Watched {
  kind: 'message' | 'event' | 'contact' | 'task';
  /** Object id of the mailbox's owner. */
  mailbox: string;
  /** Number of the folder or task list; null: everywhere in the mailbox. */
  container: number | null;
  /** `$select` of the resource, for notifications with data. */
  select: string | null;
}

type Kind = Watched['kind'];

export const invalidRequest = (message: string): GraphError =>
  new GraphError(400, 'InvalidRequest', message);

const wholeCollections: Record<string, Kind> = {
  messages: 'message',
  events: 'event',
  contacts: 'contact',
};

const unsupported = (resource: string): GraphError =>
  invalidRequest(`Resource '${resource}' is not supported for subscriptions.`);

/** What a path below the owner names: kind, and the folder or list it goes through. */
function target(rest: string[], resource: string): { kind: Kind; through: string | null } {
  const [first = '', second = '', third = '', fourth = ''] = rest.map((one) => one.toLowerCase());
  const whole = rest.length === 1 ? wholeCollections[first] : undefined;
  if (whole) return { kind: whole, through: null };
  if (rest.length === 3 && first === 'mailfolders' && third === 'messages') {
    return { kind: 'message', through: rest[1] ?? '' };
  }
  if (rest.length === 4 && first === 'todo' && second === 'lists' && fourth === 'tasks') {
    return { kind: 'task', through: rest[2] ?? '' };
  }
  throw unsupported(resource);
}

/** Reading what is watched is enough to be told of it. */
export const permissionFor: Record<Kind, Permission> = {
  message: may.mailReadBasic,
  event: may.calendarsRead,
  contact: may.contactsRead,
  task: may.tasksRead,
};

function parse(resource: string) {
  try {
    return parseResource(resource, { isDollarOptional: true });
  } catch (error) {
    if (error instanceof ODataSyntaxError) throw unsupported(resource);
    throw error;
  }
}

/** The owner named in a resource, who has a mailbox. */
async function ownerOf(graph: Graph, wanted: string): Promise<Mailbox> {
  const mailboxes = await graph.db.selectFrom('mailbox').selectAll().execute();
  const found = mailboxes.find(({ id, address }) =>
    [id, address].some((name) => name.toLowerCase() === wanted.toLowerCase()),
  );
  if (found) return found;
  throw new GraphError(404, 'ResourceNotFound', `Resource '${wanted}' could not be discovered.`);
}

/**
 * Reads the `resource` of a subscription: `me/…` or `users/{id|upn}/…`, with or without a leading
 * slash. Throws `InvalidRequest` for one that cannot be watched.
 */
export async function readResource(
  graph: Graph,
  request: GraphRequest,
  resource: string,
): Promise<Watched & { permission: Permission }> {
  const { path, query } = parse(resource);
  const { owner, isMe, rest } = readPath(path);
  if (owner === undefined) throw unsupported(resource);
  const { kind, through } = target(rest, resource);
  const mailbox = await ownerOf(graph, isMe ? requireUser(request.caller) : owner);
  const folderKind = kind === 'task' ? 'task' : 'mail';
  const container =
    through === null ? null : (await resolveFolder({ graph, mailbox }, through, folderKind)).number;
  if (query.filter) throw invalidRequest('The resource of a subscription takes no $filter here.');
  const select = query.select?.join(',') ?? null;
  return { kind, mailbox: mailbox.id, container, select, permission: permissionFor[kind] };
}
