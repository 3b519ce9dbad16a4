import type { Answered } from '../domain/sync/correlate.ts';
import type { MailboxRef } from '../ports/workloads.ts';
import { threadQuestionForAll } from './judging/ask-crm.ts';
import { answeredBy } from './judging/facts.ts';
import { findThreads, withoutUntracked } from './judging/gather.ts';
import type { AskedMail } from './judging/open-mail.ts';
import { PageThreads } from './judging/page-threads.ts';
import { openPage, scopeOf } from './judging/page.ts';
import { unlessForbidden } from './judging/permission.ts';
import type { JudgingPorts } from './judging/page.ts';

/**
 * The tracked mails that mails answer, in their order: what a person tracks by a gesture that names
 * no record is regarding what they are regarding (§1.4.6, effects).
 * @throws Failure where the CRM does not answer.
 */
export async function correlateMails(
  ports: JudgingPorts,
  mailbox: MailboxRef,
  mails: readonly AskedMail[],
  signal: AbortSignal,
): Promise<(Answered | null)[]> {
  if (mails.length === 0) return [];
  const opened = await openPage(ports, mailbox, mails, signal);
  const page = { ...opened, mails: opened.mails.map((mail) => ({ ...mail, isOpen: true })) };
  const finds = await findThreads(page);
  const own = new PageThreads(scopeOf(page), finds, []);
  const query = threadQuestionForAll(page.mails, { threads: own, settings: page.settings });
  const found = query && (await unlessForbidden(ports.crmMail.facts(mailbox, query, signal)));
  const emails = found ? await withoutUntracked(page, found.emails) : [];
  const threads = new PageThreads(scopeOf(page), finds, emails);
  return page.mails.map((mail) => answeredBy({ threads, page }, mail));
}
