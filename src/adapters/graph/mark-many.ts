import type { Actor } from '../../ports/actor.ts';
import type { TrackedNames } from '../../ports/category-names.ts';
import { Failure } from '../../ports/failure.ts';
import type { ItemMark, MarkedItem } from '../../ports/mailbox.ts';
import type { BatchPart, GraphBatch } from './graph-batch.ts';
import { markPatch } from './mark.ts';
import { messagePath } from './message-path.ts';

export interface MarkOf {
  item: MarkedItem;
  mark: ItemMark;
}

const partOf = ({ item, mark }: MarkOf, names?: TrackedNames): BatchPart => ({
  method: 'PATCH',
  path: messagePath(item.id),
  mailbox: item.mailboxAddress ?? undefined,
  headers: item.etag ? { 'if-match': item.etag } : {},
  body: markPatch(item.categories, mark, names),
});

/** Marks twenty items a request. @returns what each was refused for, in order. @throws Failure. */
export async function markTogether(
  batch: GraphBatch,
  actor: Actor,
  marks: readonly MarkOf[],
  signal: AbortSignal,
  names?: TrackedNames,
): Promise<(Failure | null)[]> {
  const parts = marks.map((one) => partOf(one, one.item.mailboxAddress ? undefined : names));
  const answers = await batch.run(actor, parts, signal, { timeoutMs: 30_000 });
  return answers.map((answer) => (answer instanceof Failure ? answer : null));
}
