import type { Call, Graph, Mailbox } from '../call.ts';
import { wellKnownFolder } from '../store/folders.ts';
import { bounce } from './bounce.ts';
import { withoutBcc } from './mime-headers.ts';
import { parseMail } from './parse-mail.ts';
import { classify } from './rules/classify.ts';
import { applyRules } from './rules/apply-rules.ts';
import { mailboxesAt } from './sender.ts';
import { storeMail } from './store-mail.ts';

/**
 * A mail comes into a mailbox, as its rules want. Answers its number; undefined where a rule deletes
 * it for good.
 */
export async function receiveMail(
  graph: Graph,
  mailbox: Mailbox,
  mime: Buffer,
): Promise<number | undefined> {
  const mail = await classify(graph, mailbox, await parseMail(mime));
  const inbox = await wellKnownFolder(graph.db, mailbox.id, 'inbox');
  const place = { folder: inbox, at: graph.now(), isRead: false, isDraft: false, mime };
  const ruled = await applyRules(graph, mailbox, mail, place);
  let number: number | undefined;
  for (const { mail, place } of ruled) number = await storeMail(graph, mail, place);
  return number;
}

async function domains(graph: Graph): Promise<Set<string | undefined>> {
  const rows = await graph.db.selectFrom('mailbox').select('address').execute();
  return new Set(rows.map(({ address }) => address.toLowerCase().split('@').at(-1)));
}

/** Tells the sender which addresses of the organisation nobody has. */
async function report(call: Call, mime: Buffer, addresses: string[]): Promise<void> {
  const { graph, mailbox } = call;
  const { doc } = await parseMail(mime);
  const about = {
    mime,
    subject: doc['subject'] as string,
    messageId: doc['internetMessageId'] as string,
  };
  await receiveMail(graph, mailbox, await bounce(mailbox, about, addresses, graph.now()));
}

/**
 * Puts a mail of the caller's mailbox into the mailbox of everyone who has one here, by addresses
 * in small letters. Addresses of the organisation that nobody has come back to the sender; others
 * are outside the sandbox.
 */
export async function deliver(call: Call, mime: Buffer, addresses: string[]): Promise<void> {
  const { graph } = call;
  const found = await mailboxesAt(graph.db, addresses);
  const received = withoutBcc(mime);
  for (const mailbox of found) await receiveMail(graph, mailbox, received);
  const known = new Set(found.map(({ address }) => address.toLowerCase()));
  const own = await domains(graph);
  const unknown = addresses.filter(
    (address) => !known.has(address) && own.has(address.split('@').at(-1)),
  );
  if (unknown.length > 0) await report(call, mime, unknown);
}
