import { sql } from 'kysely';
import type { Call, Mailbox } from '../call.ts';
import { maySendForOthers } from '../delegates/reach.ts';
import { GraphError } from '../errors.ts';
import type { Db, Json } from '../store/schema.ts';
import { recipient, type Recipient } from './parse-mail.ts';

/** Mailboxes by address, in any case. */
export const mailboxesAt = (db: Db, addresses: string[]): Promise<Mailbox[]> =>
  db
    .selectFrom('mailbox')
    .selectAll()
    .where(sql<boolean>`lower(address) = any(${addresses.map((one) => one.toLowerCase())}::text[])`)
    .execute();

const sendAsDenied = (): GraphError =>
  new GraphError(
    403,
    'ErrorSendAsDenied',
    'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.',
  );

async function principalOf({ graph, mailbox, request }: Call): Promise<Mailbox> {
  const { caller } = request;
  if (caller.kind === 'application' || caller.id === mailbox.id) return mailbox;
  const found = await graph.db
    .selectFrom('mailbox')
    .selectAll()
    .where('id', '=', caller.id)
    .executeTakeFirst();
  if (!found) throw sendAsDenied();
  return found;
}

const asRecipient = ({ name, address }: Mailbox): Recipient => recipient(name, address);

/**
 * Who a message is from and who sends it. Sending as another mailbox needs that right in it;
 * sending on its behalf names both. Throws 403 `ErrorSendAsDenied`.
 */
export async function senderOf(
  call: Call,
  doc: Json,
): Promise<{ from: Recipient; sender: Recipient }> {
  const given = (doc['from'] as Recipient | null)?.emailAddress.address ?? call.mailbox.address;
  const [from] = await mailboxesAt(call.graph.db, [given]);
  if (!from) throw sendAsDenied();
  const principal = await principalOf(call);
  if (from.id !== principal.id && !maySendForOthers(call.request.caller)) throw sendAsDenied();
  const { grants } = call.graph;
  const isOwn = from.id === principal.id || grants.allows(principal.id, from.id, ['sendAs']);
  if (isOwn) return { from: asRecipient(from), sender: asRecipient(from) };
  if (!grants.allows(principal.id, from.id, ['sendOnBehalf'])) throw sendAsDenied();
  return { from: asRecipient(from), sender: asRecipient(principal) };
}

const isAddress = (text: string): boolean => /^[^\s@<>]+@[^\s@<>]+$/.test(text);

/** Addresses a message goes to, small letters, each once. Throws `ErrorInvalidRecipients`. */
export function recipientsOf(doc: Json): string[] {
  const all = ['toRecipients', 'ccRecipients', 'bccRecipients'].flatMap((name) =>
    ((doc[name] ?? []) as Recipient[]).map((one) => one.emailAddress.address),
  );
  const broken = all.find((address) => !isAddress(address));
  if (broken !== undefined) {
    throw new GraphError(
      400,
      'ErrorInvalidRecipients',
      `At least one recipient is not valid., Recipient '${broken}' is not resolved. All recipients must be resolved before a message can be submitted.`,
    );
  }
  if (all.length > 0) return [...new Set(all.map((address) => address.toLowerCase()))];
  throw new GraphError(400, 'ErrorInvalidRecipients', 'At least one recipient must be given.');
}
