import { randomUUID } from 'node:crypto';
import type {
  FolderPreview,
  FolderRuleChange as ChangeRequest,
  FolderRuleRequest,
  FolderRulesResponse,
} from '../../contracts/folder-rules.ts';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { FolderRule } from '../../domain/sync/folder-rule.ts';
import { isDiscarded } from '../../domain/sync/folder-rule.ts';
import type { Actor } from '../../ports/actor.ts';
import type { StoredFolderRule } from '../../ports/folder-rules.ts';
import type { Reading } from '../../tracking/record-names.ts';
import { namesOf } from '../../tracking/record-names.ts';
import { checkReady } from '../../tracking/check-ready.ts';
import { Refusal } from '../../tracking/problem.ts';
import { undoSeveral } from '../../tracking/several.ts';
import type { SyncPorts } from '../ports.ts';
import { folderList, foldersUnder, isMappable, mappableFolders } from './folder-list.ts';
import type { FolderList } from './folder-list.ts';
import { presentRules } from './present-rules.ts';

export type FolderPorts = Pick<
  SyncPorts,
  'mailChanges' | 'folderRules' | 'organization' | 'workloads'
> &
  Parameters<typeof undoSeveral>[0];

/** Whose folders it is about: the caller's own, or those an administrator looks after. */
export interface FolderReading extends Reading {
  mailbox: Actor;
}

const readWithinMs = 8_000;

async function readFolders({ mailChanges }: FolderPorts, { mailbox }: FolderReading) {
  return folderList(await mailChanges.folders(mailbox, AbortSignal.timeout(readWithinMs)));
}

/** @throws Refusal where the folder is gone or cannot be mapped (F-13). */
function checkFolder(list: FolderList, folderId: string): void {
  if (!list.folders.has(folderId)) throw new Refusal('folder-gone');
  if (isDiscarded(folderId, list.tree) || !isMappable(list, folderId)) {
    throw new Refusal('folder-not-allowed');
  }
}

/** @throws Refusal where the caller cannot read the record, which may be gone (F-13). */
async function checkRecord(
  ports: FolderPorts,
  reading: FolderReading,
  record: RecordRef | null | undefined,
): Promise<void> {
  if (!record) return;
  const found = await namesOf(ports, reading, [record]);
  if (found.size === 0) throw new Refusal('record-gone');
}

/** The caller's mapped folders, and those that could be. @throws Failure. */
export async function listFolderRules(
  ports: FolderPorts,
  reading: FolderReading,
): Promise<FolderRulesResponse> {
  const { mailbox } = reading;
  const [list, rules, { folderMax }] = await Promise.all([
    readFolders(ports, reading),
    ports.folderRules.list(mailbox),
    ports.organization.get(mailbox.tenantId),
  ]);
  return {
    rules: await presentRules(ports, reading, { list, rules }),
    folders: mappableFolders(list),
    most: folderMax,
  };
}

const asRule = (request: FolderRuleRequest): FolderRule => ({
  ...request,
  id: 'new',
  isPaused: false,
});

/** What mapping a folder would do, before it is done. @throws Refusal, Failure. */
export async function previewFolderRule(
  ports: FolderPorts,
  reading: FolderReading,
  request: FolderRuleRequest,
): Promise<FolderPreview> {
  const { mailbox } = reading;
  const [list, rules] = await Promise.all([
    readFolders(ports, reading),
    ports.folderRules.list(mailbox),
  ]);
  checkFolder(list, request.folderId);
  const folders = foldersUnder(list, asRule(request), rules);
  const ids = folders.map(({ id }) => id);
  return {
    mails: folders.reduce((sum, { mails }) => sum + mails, 0),
    relinked: request.regarding
      ? await ports.folderRules.countLinkedElsewhere(mailbox, ids, request.regarding)
      : 0,
  };
}

/** Groups what a rule links from now on, so that it can be taken back. */
async function newBatch({ batches }: FolderPorts, { mailbox }: FolderReading): Promise<string> {
  const id = randomUUID();
  await batches.accept({ id, tenantId: mailbox.tenantId, userId: mailbox.userId }, []);
  return id;
}

/** What lies in the rule's folders is seen by the next cycle, which begins at once. */
async function readAgain(
  ports: FolderPorts,
  { mailbox }: FolderReading,
  list: FolderList,
  rule: StoredFolderRule,
): Promise<void> {
  const rules = await ports.folderRules.list(mailbox);
  const ids = foldersUnder(list, rule, rules).map(({ id }) => id);
  await ports.folderRules.readAgain(mailbox, ids);
  await ports.workloads.bringForward(mailbox, 'incoming');
}

/** Maps a folder; what lies in it is tracked by the next cycle (F-04). @throws Refusal, Failure. */
export async function addFolderRule(
  ports: FolderPorts,
  reading: FolderReading,
  request: FolderRuleRequest,
): Promise<FolderRulesResponse> {
  const { mailbox } = reading;
  await checkReady(ports, mailbox);
  const [list, { folderMax }] = await Promise.all([
    readFolders(ports, reading),
    ports.organization.get(mailbox.tenantId),
    checkRecord(ports, reading, request.regarding),
  ]);
  checkFolder(list, request.folderId);
  const batchId = await newBatch(ports, reading);
  const added = await ports.folderRules.add(mailbox, { ...request, batchId }, folderMax);
  if (typeof added === 'string') throw new Refusal(added);
  await readAgain(ports, reading, list, added);
  return listFolderRules(ports, reading);
}

async function findRule(ports: FolderPorts, { mailbox }: FolderReading, id: string) {
  const rule = (await ports.folderRules.list(mailbox)).find((one) => one.id === id);
  if (!rule) throw new Refusal('not-found');
  return rule;
}

/** Whether what lies in the folders is to be seen again: more is linked, or to another record. */
const widens = (before: StoredFolderRule, change: ChangeRequest): boolean =>
  (change.regarding !== undefined && change.regarding !== null) ||
  (change.includeSubfolders === true && !before.includeSubfolders) ||
  (change.keepsManual === false && before.keepsManual) ||
  (change.isPaused === false && before.isPaused);

/**
 * Changes a rule: another record links everything in the folder anew, no record leaves the old links
 * (F-06). @throws Refusal, Failure.
 */
export async function changeFolderRule(
  ports: FolderPorts,
  reading: FolderReading,
  { id, change }: { id: string; change: ChangeRequest },
): Promise<FolderRulesResponse> {
  const before = await findRule(ports, reading, id);
  const [list] = await Promise.all([
    readFolders(ports, reading),
    checkRecord(ports, reading, change.regarding),
  ]);
  const isWider = widens(before, change);
  const batchId = isWider ? await newBatch(ports, reading) : before.batchId;
  const changed = await ports.folderRules.change(reading.mailbox, id, { ...change, batchId });
  if (!changed) throw new Refusal('not-found');
  if (isWider) await readAgain(ports, reading, list, changed);
  return listFolderRules(ports, reading);
}

/** Forgets a rule; what was tracked stays tracked (F-05). @throws Refusal, Failure. */
export async function removeFolderRule(
  ports: FolderPorts,
  reading: FolderReading,
  id: string,
): Promise<FolderRulesResponse> {
  if (!(await ports.folderRules.remove(reading.mailbox, id))) throw new Refusal('not-found');
  return listFolderRules(ports, reading);
}

/**
 * Takes back what a rule linked since it was last changed, and pauses it; with the rights of the
 * mailbox's owner, so nobody else can. @throws Refusal, Failure.
 */
export async function undoFolderRule(
  ports: FolderPorts,
  reading: FolderReading,
  id: string,
): Promise<FolderRulesResponse> {
  const { batchId } = await findRule(ports, reading, id);
  if (batchId === null) throw new Refusal('not-found');
  // First, or the next cycle would link again what is being taken back.
  await ports.folderRules.change(reading.mailbox, id, { isPaused: true, batchId: null });
  await undoSeveral(ports, reading.caller, batchId);
  return listFolderRules(ports, reading);
}
