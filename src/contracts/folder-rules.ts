import { z } from 'zod';
import { crmRecord, recordReference } from './record.ts';

const folderId = z.string().min(1).max(400);

/** A folder of the caller's mailbox. Names are for the screen: nothing keeps them. */
export const mailFolder = z.object({
  id: folderId,
  /** Its name after those of the folders it lies in. */
  path: z.array(z.string()),
  /** Messages that lie in it, without those of its sub-folders. */
  mails: z.int(),
});
export type MailFolder = z.infer<typeof mailFolder>;

/** Why a rule does nothing at the moment (F-10, F-13). */
export const folderProblem = z.enum(['folder-gone', 'folder-not-allowed', 'record-gone']);

/** A mapped folder (F-02). */
export const folderRule = z.object({
  id: z.guid(),
  folderId,
  /** Empty where the folder is gone. */
  path: z.array(z.string()),
  /** `name` is empty where the caller may not read it. */
  regarding: crmRecord.partial({ url: true }).nullable(),
  includeSubfolders: z.boolean(),
  /** What a person linked by hand stays as they linked it (F-08). */
  keepsManual: z.boolean(),
  isPaused: z.boolean(),
  problem: folderProblem.nullable(),
  /** UTC, ISO 8601. */
  createdAt: z.iso.datetime(),
  /** What it linked since it was last changed: how much, and how much of that is under way. */
  linked: z.int(),
  pending: z.int(),
  /** What it linked can be taken back. */
  canUndo: z.boolean(),
});
export type FolderRule = z.infer<typeof folderRule>;

/** `GET /api/folder-rules`: the caller's, oldest first, with the folders there are. */
export const folderRulesResponse = z.object({
  rules: z.array(folderRule),
  /** Those that can be mapped (F-13). */
  folders: z.array(mailFolder),
  /** How many a person may have (`folder.max`). */
  most: z.int(),
});
export type FolderRulesResponse = z.infer<typeof folderRulesResponse>;

/**
 * `POST /api/folder-rules`: maps a folder. Refused with 422 `limit-reached`, `duplicate`,
 * `folder-gone`, `folder-not-allowed`, `record-gone` (F-13).
 */
export const folderRuleRequest = z.strictObject({
  folderId,
  /** Null: tracked, regarding nothing. */
  regarding: recordReference.nullable(),
  includeSubfolders: z.boolean(),
  keepsManual: z.boolean(),
});
export type FolderRuleRequest = z.infer<typeof folderRuleRequest>;

/** `POST /api/folder-rules/preview`: what mapping the folder would do. */
export const folderPreview = z.object({
  /** Messages that would be tracked and linked. */
  mails: z.int(),
  /** Of these, tracked and regarding another record now (F-06). */
  relinked: z.int(),
});
export type FolderPreview = z.infer<typeof folderPreview>;

/** `PUT /api/folder-rules/{id}`; another record links everything in the folder anew (F-06). */
export const folderRuleChange = z.strictObject({
  regarding: recordReference.nullable().optional(),
  includeSubfolders: z.boolean().optional(),
  keepsManual: z.boolean().optional(),
  isPaused: z.boolean().optional(),
});
export type FolderRuleChange = z.infer<typeof folderRuleChange>;

/** An administrator's paths name whose mailbox it is; one's own do not. */
export const folderRulesParams = z.object({ userId: z.guid().optional() });

/** `DELETE /api/folder-rules/{id}`: what was tracked stays tracked (F-05). `POST …/{id}/undo`: takes it back. */
export const folderRuleParams = folderRulesParams.extend({ id: z.guid() });
