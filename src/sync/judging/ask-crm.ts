import { normaliseMessageId } from '../../domain/mail/message-id.ts';
import { isAnswerIndex } from '../../domain/sync/conversation-index.ts';
import { cluesOf, correlate } from '../../domain/sync/correlate.ts';
import { levelOf } from '../../domain/sync/judge.ts';
import type { Decider } from '../../domain/sync/judge.ts';
import type { SyncSettings } from '../../domain/sync/sync-settings.ts';
import type { CrmMailQuery } from '../../ports/crm-mail.ts';
import type { Deciders } from './deciders.ts';
import type { OpenMail } from './open-mail.ts';
import type { PageThreads } from './page-threads.ts';

/** What is known without asking the CRM. */
export interface OwnKnowledge {
  settings: SyncSettings;
  owner: Decider;
  threads: PageThreads;
  decidersAt: Deciders;
}

const nothing: CrmMailQuery = {
  recipients: [],
  people: [],
  messageIds: [],
  tokens: [],
  conversations: [],
};

/** The threads a mail may be of that are not known here. */
function threadQuestion(
  { headers, traits }: OpenMail,
  settings: SyncSettings,
): Partial<CrmMailQuery> {
  const { ancestors, token, conversation } = cluesOf(headers, traits, settings);
  // The mail that began a conversation answers nothing.
  const isAnswer = isAnswerIndex(headers.conversationIndex);
  return {
    tokens: token ? [token] : [],
    messageIds: ancestors,
    conversations: isAnswer && conversation ? [conversation] : [],
  };
}

const isAnswered = (
  { headers, traits }: OpenMail,
  threads: PageThreads,
  settings: SyncSettings,
): boolean => correlate(headers, traits, threads.about(headers), settings) !== null;

/** Who might accept a mail, and what of that only the CRM can tell. */
function deciding(mail: OpenMail, { settings, owner, threads, decidersAt }: OwnKnowledge) {
  const answered = isAnswered(mail, threads, settings);
  const own = levelOf(owner, settings);
  const isDecided = mail.rule !== null || own === 'all' || (own === 'replies' && answered);
  const isOnlyOwners = mail.direction === 'outgoing' || settings.onlyReadMailboxDecides;
  const others = isDecided || isOnlyOwners ? [] : mail.recipients;
  const known = others.flatMap((address) => decidersAt(address) ?? []);
  const levels = [own, ...known.map((other) => levelOf(other, settings))];
  const unknown = others.filter((address) => !decidersAt(address));
  const isOutOfReach = unknown.length === 0 && levels.every((level) => level === 'none');
  return { answered, isDecided, levels, unknown, isOutOfReach: isOutOfReach && !isDecided };
}

/** What only the CRM knows about a mail and its judgement depends on. */
export function questionFor(mail: OpenMail, known: OwnKnowledge): CrmMailQuery {
  const { settings, decidersAt } = known;
  if (!mail.isOpen) return nothing;
  const { answered, isDecided, levels, unknown, isOutOfReach } = deciding(mail, known);
  if (isOutOfReach) return nothing;
  const thread = answered ? {} : threadQuestion(mail, settings);
  if (mail.rule) return { ...nothing, ...thread };
  const isInternal = mail.direction === 'incoming' && !settings.internalMailIsTwo;
  const internal = isInternal ? [mail.sender, ...mail.recipients] : [];
  const byPerson =
    unknown.length > 0 || levels.some((one) => one === 'people' || one === 'records');
  const isPersonAsked = (!isDecided && byPerson) || settings.unclearSender === 'leave';
  const copy = isInternal ? normaliseMessageId(mail.headers.internetMessageId) : '';
  return {
    ...nothing,
    ...thread,
    recipients: [...unknown, ...internal.filter((one) => one !== '' && !decidersAt(one))],
    people: isPersonAsked ? mail.otherSide : [],
    messageIds: [...(thread.messageIds ?? []), ...(copy ? [copy] : [])],
  };
}

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

/** All of them, each thing once; null: nothing. */
function together(all: readonly CrmMailQuery[]): CrmMailQuery | null {
  const query = {
    recipients: union(all.map(({ recipients }) => recipients)),
    people: union(all.map(({ people }) => people)),
    messageIds: union(all.map(({ messageIds }) => messageIds)),
    tokens: union(all.map(({ tokens }) => tokens)),
    conversations: union(all.map(({ conversations }) => conversations)),
  };
  return Object.values(query).some((list) => list.length > 0) ? query : null;
}

/** What is asked about a page of mails that are judged. */
export const questionForAll = (
  mails: readonly OpenMail[],
  known: OwnKnowledge,
): CrmMailQuery | null => together(mails.map((mail) => questionFor(mail, known)));

/** What is asked about the threads of mails that are tracked in any case. */
export const threadQuestionForAll = (
  mails: readonly OpenMail[],
  { threads, settings }: Pick<OwnKnowledge, 'threads' | 'settings'>,
): CrmMailQuery | null =>
  together(
    mails
      .filter((mail) => !isAnswered(mail, threads, settings))
      .map((mail) => ({ ...nothing, ...threadQuestion(mail, settings) })),
  );
