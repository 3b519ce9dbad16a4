import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { readCalendar } from './calendar.ts';
import { readCards } from './cards.ts';
import { fileKind, HEAD_BYTES } from './file-kind.ts';
import { splitMbox } from './mbox.ts';
import { decodeText } from './text.ts';
import { Unimportable } from './unimportable.ts';
import type { FileKind } from './file-kind.ts';
import type { TargetMailbox } from './mailbox.ts';
import type { ItemKind } from './report.ts';

/** Exchange takes no larger message. */
const MAXIMUM_BYTES = 150 * 1024 * 1024;

/** One item of a file; the label tells it from the others. */
export interface Item {
  label: string | null;
  kind: ItemKind;
  /** Puts it into the mailbox and answers which parts of it were left out and why. */
  put: () => Promise<string[]>;
}

type Reader = (
  path: string,
  mailbox: TargetMailbox,
) => AsyncIterable<Item> | Promise<Iterable<Item>>;

const READERS: Record<FileKind, Reader> = {
  mail: async (path, mailbox) => {
    const { mtime } = await stat(path);
    const bytes = await readWhole(path);
    return [{ label: null, kind: 'mail', put: () => mailbox.addMail(bytes, mtime) }];
  },
  mbox: readMbox,
  calendar: async (path, mailbox) => {
    const text = decodeText(await readWhole(path));
    return readCalendar(text, mailbox.context).map((found) =>
      itemOf('meeting', found, (item) => mailbox.addMeeting(item)),
    );
  },
  cards: async (path, mailbox) => {
    const text = decodeText(await readWhole(path));
    return readCards(text).map((found) =>
      itemOf('contact', found, (item) => mailbox.addContact(item)),
    );
  },
};

/**
 * The items of a file, one in memory at a time where the file may be large.
 * @throws Unimportable where it is nothing that can be imported.
 */
export async function readItems(
  path: string,
  mailbox: TargetMailbox,
): Promise<AsyncIterable<Item> | Iterable<Item>> {
  const kind = fileKind(path, await readHead(path));
  if (kind === null) {
    throw new Unimportable('It is not a mail, mailbox, calendar or contact card.');
  }
  return READERS[kind](path, mailbox);
}

async function* readMbox(path: string, mailbox: TargetMailbox): AsyncGenerator<Item> {
  const { mtime } = await stat(path);
  let number = 0;
  for await (const { bytes, postmarkDate } of splitMbox(createReadStream(path), MAXIMUM_BYTES)) {
    number += 1;
    const put = async () => {
      if (!bytes) throw new Unimportable(TOO_LARGE);
      return mailbox.addMail(bytes, postmarkDate ?? mtime);
    };
    yield { label: `mail ${number}`, kind: 'mail', put };
  }
}

function itemOf<T>(
  kind: ItemKind,
  found: { label: string } & ({ item: T } | { reason: string }),
  add: (item: T) => Promise<string[]>,
): Item {
  const put = async () => {
    if ('reason' in found) throw new Unimportable(found.reason);
    return add(found.item);
  };
  return { label: found.label, kind, put };
}

const TOO_LARGE = 'It is larger than 150 MB.';

async function readWhole(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > MAXIMUM_BYTES) throw new Unimportable(TOO_LARGE);
  return readFile(path);
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
