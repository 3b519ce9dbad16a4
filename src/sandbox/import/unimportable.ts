/** Something that cannot be imported; the message is the reason, a short plain sentence. */
export class Unimportable extends Error {
  override name = 'Unimportable';
}

/** What a parser says about its text, as a reason. */
export function malformed(error: unknown): Unimportable {
  if (error instanceof Unimportable) return error;
  // A parser that stumbles over what it did not expect has nothing to tell.
  const isStumble = (error as Error).name === 'TypeError';
  const reason = isStumble ? 'It is malformed.' : `It is malformed: ${reasonOf(error)}`;
  return new Unimportable(reason, { cause: error });
}

/** A path given on the command line that cannot be read at all; the message says which and why. */
export class ImportPathError extends Error {
  override name = 'ImportPathError';
}

/** A plain sentence for what went wrong; system error codes in words. */
export function reasonOf(error: unknown): string {
  // Not `instanceof`: errors of Node's own modules may come from another realm.
  const { code = '', message } = error as Partial<NodeJS.ErrnoException>;
  return SYSTEM_REASONS[code] ?? sentence(message ?? String(error));
}

const SYSTEM_REASONS: Partial<Record<string, string>> = {
  ENOENT: 'It does not exist.',
  EACCES: 'It may not be read.',
  EPERM: 'It may not be read.',
  EIO: 'The disk reported an error.',
  ELOOP: 'It is a link that leads to itself.',
  ENAMETOOLONG: 'Its name is too long.',
};

function sentence(text: string): string {
  const line = text.split('\n', 1)[0]?.trim().slice(0, 200) ?? '';
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
