import { z } from 'zod';
import type { MailHeaders, SeenMail } from '../../domain/sync/seen-mail.ts';
import { toAddress, toAddresses } from './message-from-graph.ts';
import { envelope, envelopeSelect } from './message-schema.ts';

/** A message as a change of its folder tells it: sometimes only what changed of it. */
export const deltaMessage = z.object({
  id: z.string(),
  '@odata.type': z.string().nullish(),
  '@odata.etag': z.string().nullish(),
  '@removed': z.object({}).optional(),
  parentFolderId: z.string().nullish(),
  isDraft: z.boolean().nullish(),
  categories: z.array(z.string()).nullish(),
  internetMessageId: z.string().nullish(),
  ...envelope,
  conversationId: z.string().nullish(),
  internetMessageHeaders: z
    .array(z.object({ name: z.string(), value: z.string().nullish() }))
    .nullish(),
});
export type DeltaMessage = z.infer<typeof deltaMessage>;

/** Nothing of a mail but what it may be judged by (V-11). */
export const seenSelect =
  `id,parentFolderId,isDraft,categories,internetMessageId,${envelopeSelect},conversationId,` +
  'internetMessageHeaders';

/** A later round may tell no more of a mail than what changed, e.g. that it was read. */
export const isWhole = ({ categories, receivedDateTime }: DeltaMessage): boolean =>
  Array.isArray(categories) && receivedDateTime !== undefined;

const headerOf = ({ internetMessageHeaders: all }: DeltaMessage, wanted: string): string =>
  all?.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';

const messageIds = (header: string): string[] => header.match(/<[^<>\s]+>/g) ?? [];

/**
 * A report says so in its type (RFC 6522), Exchange's own of failures in a header besides. The class
 * of the item, which says it too, does not come with changes: those tell no extended properties.
 */
const isReport = (message: DeltaMessage): boolean =>
  /^\s*multipart\/report\b/i.test(headerOf(message, 'content-type')) ||
  (message.internetMessageHeaders ?? []).some(({ name }) =>
    /^x-ms-exchange-message-is-ndr$/i.test(name),
  );

function kindOf(message: DeltaMessage): MailHeaders['kind'] {
  if (message.isDraft) return 'draft';
  if (/eventMessage/i.test(message['@odata.type'] ?? '')) return 'meeting';
  return isReport(message) ? 'report' : 'message';
}

const headersOf = (message: DeltaMessage): MailHeaders => ({
  kind: kindOf(message),
  internetMessageId: message.internetMessageId ?? '',
  subject: message.subject ?? '',
  from: toAddress(message.from) ?? toAddress(message.sender),
  to: toAddresses(message.toRecipients),
  cc: toAddresses(message.ccRecipients),
  bcc: toAddresses(message.bccRecipients),
  sentAt: message.sentDateTime ?? null,
  receivedAt: message.receivedDateTime ?? null,
  conversationId: message.conversationId ?? '',
  conversationIndex: message.conversationIndex ?? '',
  inReplyTo: messageIds(headerOf(message, 'in-reply-to'))[0] ?? '',
  references: messageIds(headerOf(message, 'references')),
  isPrivate: /^(?:personal|private|company-confidential)$/i.test(
    headerOf(message, 'sensitivity').trim(),
  ),
});

/** @param folderId the folder it was found in. */
export const toSeenMail = (message: DeltaMessage, folderId: string): SeenMail => ({
  itemId: message.id,
  etag: message['@odata.etag'] ?? '',
  folderId,
  categories: message.categories ?? [],
  headers: headersOf(message),
});
