import { z } from 'zod';

export const recipient = z.object({
  emailAddress: z.object({ name: z.string().nullish(), address: z.string().nullish() }).nullish(),
});
export type GraphRecipient = z.infer<typeof recipient>;

const attachment = z.object({
  '@odata.type': z.string().nullish(),
  id: z.string(),
  name: z.string().nullish(),
  contentType: z.string().nullish(),
  contentId: z.string().nullish(),
  contentBytes: z.string().nullish(),
  size: z.number().nullish(),
});
export type GraphAttachment = z.infer<typeof attachment>;

const marks = {
  id: z.string(),
  '@odata.etag': z.string().nullish(),
  categories: z.array(z.string()).nullish(),
  internetMessageId: z.string().nullish(),
  '@odata.type': z.string().nullish(),
  isDraft: z.boolean().nullish(),
  attachments: z.array(attachment).nullish(),
  singleValueExtendedProperties: z
    .array(z.object({ id: z.string(), value: z.string().nullish() }))
    .nullish(),
};

export const markedMessage = z.object(marks);
export type GraphMarkedMessage = z.infer<typeof markedMessage>;

/** Who wrote what to whom, and when. */
export const envelope = {
  subject: z.string().nullish(),
  from: recipient.nullish(),
  sender: recipient.nullish(),
  toRecipients: z.array(recipient).nullish(),
  ccRecipients: z.array(recipient).nullish(),
  bccRecipients: z.array(recipient).nullish(),
  sentDateTime: z.iso.datetime().nullish(),
  receivedDateTime: z.iso.datetime().nullish(),
  conversationIndex: z.string().nullish(),
};
export const envelopeSelect =
  'subject,from,sender,toRecipients,ccRecipients,bccRecipients,sentDateTime,receivedDateTime,' +
  'conversationIndex';

/** The parts of Graph's `message` that are read; Graph leaves out what it does not know. */
export const graphMessage = z.object({
  ...marks,
  ...envelope,
  body: z.object({ contentType: z.string(), content: z.string() }).nullish(),
  importance: z.string().nullish(),
});
export type GraphMessage = z.infer<typeof graphMessage>;

export const marksSelect = 'id,categories,internetMessageId,isDraft';
export const messageSelect = `${marksSelect},${envelopeSelect},body,importance,hasAttachments`;

/** A message of a list. */
export const listedMessage = z.object({
  id: z.string(),
  '@odata.type': z.string().nullish(),
  isDraft: z.boolean().nullish(),
  internetMessageId: z.string().nullish(),
  conversationId: z.string().nullish(),
  subject: z.string().nullish(),
  from: recipient.nullish(),
  toRecipients: z.array(recipient).nullish(),
  receivedDateTime: z.iso.datetime().nullish(),
  hasAttachments: z.boolean().nullish(),
});
export type GraphListedMessage = z.infer<typeof listedMessage>;

export const listSelect =
  'id,isDraft,internetMessageId,conversationId,subject,from,toRecipients,receivedDateTime,hasAttachments';

/** PidTagSensitivity and PidTagMessageClass: Graph has no names of its own for them on messages. */
export const sensitivityId = 'Integer 0x36';
export const classId = 'String 0x1a';
export const guardExpand = `singleValueExtendedProperties($filter=id%20eq%20'${sensitivityId.replace(' ', '%20')}'%20or%20id%20eq%20'${classId.replace(' ', '%20')}')`;
