import type { Graph, Mailbox } from '../../call.ts';
import { isObject } from '../../call.ts';
import { resolveFolder, wellKnownFolder, type Folder } from '../../store/folders.ts';
import type { Json } from '../../store/schema.ts';
import type { NewMail } from '../parse-mail.ts';
import type { Placement } from '../store-mail.ts';
import { holds } from './predicates.ts';

interface Stored {
  mail: NewMail;
  place: Placement;
}

const partOf = (rule: Json, name: string): Json => (isObject(rule[name]) ? rule[name] : {});

const isMet = (rule: Json, mail: NewMail, mailbox: Mailbox, size: number): boolean => {
  const looked = { mail, mailbox, size };
  const exceptions = partOf(rule, 'exceptions');
  const isException = Object.keys(exceptions).length > 0 && holds(exceptions, looked);
  return rule['isEnabled'] !== false && holds(partOf(rule, 'conditions'), looked) && !isException;
};

async function rulesOf(graph: Graph, mailbox: Mailbox): Promise<Json[]> {
  const rows = await graph.db
    .selectFrom('message_rule')
    .select('value')
    .where('mailbox', '=', mailbox.id)
    .orderBy('sequence')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.value);
}

/** What actions change about the mail itself. */
function changed({ mail, place }: Stored, actions: Json): Stored {
  const { assignCategories, markImportance, markAsRead } = actions;
  const before = mail.doc['categories'] as string[];
  const categories = Array.isArray(assignCategories)
    ? [...new Set([...before, ...(assignCategories as string[])])]
    : before;
  const importance = markImportance ?? mail.doc['importance'];
  return {
    mail: { ...mail, doc: { ...mail.doc, categories, importance } },
    place: { ...place, isRead: markAsRead === true || place.isRead },
  };
}

/** The folder the actions move the mail to; one that is gone leaves it where it is. */
async function target(graph: Graph, mailbox: Mailbox, id: unknown): Promise<Folder | undefined> {
  if (typeof id !== 'string') return undefined;
  return resolveFolder({ graph, mailbox }, id).catch(() => undefined);
}

/**
 * What becomes of a mail that arrives: the mailbox's rules in their order, up to one that stops
 * them. Answers what is to be stored: copies first, the mail itself last; nothing of one that a
 * rule deletes for good. Forwarding is left out.
 */
export async function applyRules(
  graph: Graph,
  mailbox: Mailbox,
  mail: NewMail,
  place: Placement,
): Promise<Stored[]> {
  let stored: Stored = { mail, place };
  const copies: Folder[] = [];
  for (const rule of await rulesOf(graph, mailbox)) {
    if (!isMet(rule, stored.mail, mailbox, place.mime?.length ?? 0)) continue;
    const actions = partOf(rule, 'actions');
    if (actions['permanentDelete'] === true) return [];
    stored = changed(stored, actions);
    const bin = actions['delete'] === true && wellKnownFolder(graph.db, mailbox.id, 'deleteditems');
    const folder = (await bin) || (await target(graph, mailbox, actions['moveToFolder']));
    if (folder) stored = { ...stored, place: { ...stored.place, folder } };
    const copy = await target(graph, mailbox, actions['copyToFolder']);
    if (copy) copies.push(copy);
    if (actions['stopProcessingRules'] === true) break;
  }
  const { mail: last, place: lastPlace } = stored;
  return [...copies.map((folder) => ({ mail: last, place: { ...lastPlace, folder } })), stored];
}
