import type { PathSegment } from '../odata/ast.ts';
import { badRequest } from './errors.ts';

const literalText = (key: NonNullable<PathSegment['key']>): string =>
  'value' in key ? String(key.value) : '';

/**
 * `mailFolders('inbox')` and `mailFolders/inbox` alike as two segments; functions by bare name, their
 * parameters behind it.
 */
function flatten(segment: PathSegment): string[] {
  const name = segment.name.replace(/^microsoft\.graph\./i, '');
  if (segment.key) return [name, literalText(segment.key)];
  const parameters = Object.values(segment.named ?? {});
  return [name, ...parameters.map((value) => literalText(value))];
}

/** `a/childFolders/b/childFolders/c` names folder c: the way to it does not matter. */
function withoutAncestors(path: string[]): string[] {
  const [collection, , children, child, ...rest] = path;
  const isNested =
    collection?.toLowerCase() === 'mailfolders' &&
    children?.toLowerCase() === 'childfolders' &&
    child !== undefined &&
    child !== '$count';
  return isNested ? withoutAncestors([collection, child, ...rest]) : path;
}

export interface ResourcePath {
  /** `me`, a user's id or name, or undefined for paths outside a mailbox. */
  owner: string | undefined;
  isMe: boolean;
  /** The folder a message's path goes through. */
  folder: string | undefined;
  /** Below the owner, e.g. `messages`, `<id>`, `attachments`. */
  rest: string[];
}

/** A message's own path, with the folder it goes through taken out. */
function throughFolder(path: string[]): { folder: string | undefined; rest: string[] } {
  const [collection, folder, messages, id] = path;
  const isThrough =
    collection?.toLowerCase() === 'mailfolders' &&
    messages?.toLowerCase() === 'messages' &&
    id !== undefined &&
    !['delta', '$count'].includes(id.toLowerCase());
  return isThrough ? { folder, rest: path.slice(2) } : { folder: undefined, rest: path };
}

/** `users/delta` and `users/$count` name nobody. */
const isOfAllUsers = ([name = '', ...more]: string[]): boolean =>
  more.length === 0 && ['delta', '$count'].includes(name.toLowerCase());

/** Reads a request's path. Throws for one that is empty. */
export function readPath(segments: PathSegment[]): ResourcePath {
  const [first, ...more] = segments.flatMap(flatten);
  if (first === undefined) throw badRequest('The path is empty.');
  const isMe = first.toLowerCase() === 'me';
  const isUser = first.toLowerCase() === 'users' && more.length > 0 && !isOfAllUsers(more);
  if (!isMe && !isUser) {
    return { owner: undefined, isMe: false, folder: undefined, rest: [first, ...more] };
  }
  const [owner, ...rest] = isMe ? ['me', ...more] : more;
  return { owner, isMe, ...throughFolder(withoutAncestors(rest)) };
}
