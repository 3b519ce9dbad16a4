import type { Graph, Mailbox } from '../../call.ts';
import type { NewMail, Recipient } from '../parse-mail.ts';

/** The mail in Focused or Other, as an override for its sender says. */
export async function classify(graph: Graph, mailbox: Mailbox, mail: NewMail): Promise<NewMail> {
  const address = (mail.doc['from'] as Recipient | null)?.emailAddress.address.toLowerCase();
  if (address === undefined) return mail;
  const found = await graph.db
    .selectFrom('classification')
    .select('value')
    .where('mailbox', '=', mailbox.id)
    .where('address', '=', address)
    .executeTakeFirst();
  const inferenceClassification = found?.value['classifyAs'];
  return found ? { ...mail, doc: { ...mail.doc, inferenceClassification } } : mail;
}
