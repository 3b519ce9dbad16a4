import type { SeenMail } from '../../domain/sync/seen-mail.ts';
import type { Failure } from '../../ports/failure.ts';
import type { DueMark } from '../../ports/mail-sync.ts';
import type { MarkedItem } from '../../ports/mailbox.ts';
import { hasTrackedCategory } from './category.ts';
import type { Reading } from './reading.ts';

/** More of them wait for the next cycle. */
const mostACycle = 100;

/** Nothing can be done about it, so it is not tried again. */
const isGone = ({ kind }: Failure): boolean => kind === 'not-found' || kind === 'forbidden';

const toMarkedItem = ({ itemId, etag, categories, headers }: SeenMail): MarkedItem => ({
  id: itemId,
  etag,
  kind: headers.kind,
  categories,
  internetMessageId: headers.internetMessageId,
  isPrivate: headers.isPrivate ?? false,
  isEncrypted: false,
  mailboxAddress: null,
});

/**
 * Puts the category on this mailbox's copies of mail that was tracked automatically, wherever that
 * was (E-20), and takes it off copies of what was untracked. Costs nothing where there is none.
 * @throws Failure; Fenced.
 */
export async function markCopies(reading: Reading): Promise<void> {
  const { ports, fence, signal, state } = reading;
  if (!reading.tracksByCategory) return;
  const due = await ports.mailSync.dueMarks(fence, mostACycle);
  if (due.length === 0) return;
  const dueOf = new Map(due.map((one) => [one.itemId, one]));
  const mails = await ports.mailChanges.mails(fence, [...dueOf.keys()], signal);
  const marks = mails
    .map((mail) => ({ item: toMarkedItem(mail), mark: dueOf.get(mail.itemId)?.mark ?? null }))
    .filter(({ item, mark }) => {
      return hasTrackedCategory(item.categories, state.category) !== (mark !== null);
    });
  const refused = await ports.mailbox.markMany(fence, marks, signal);
  const here = new Set(mails.map(({ itemId }) => itemId));
  // One that changed meanwhile is told again.
  const failed = new Set(
    marks.flatMap(({ item }, index) => {
      const failure = refused[index];
      return failure && !isGone(failure) ? [item.id] : [];
    }),
  );
  const done = due.filter(({ itemId }) => here.has(itemId) && !failed.has(itemId));
  const idsOf = (which: (one: DueMark) => boolean): string[] =>
    done.filter(which).map(({ itemId }) => itemId);
  await ports.mailSync.marked(
    fence,
    idsOf(({ mark }) => mark !== null),
    true,
  );
  await ports.mailSync.marked(
    fence,
    idsOf(({ mark }) => mark === null),
    false,
  );
}
