import type { JudgeFacts } from '../../domain/sync/judge.ts';
import type { SyncSettings } from '../../domain/sync/sync-settings.ts';
import { mayHoldToken } from '../../domain/sync/tracking-token.ts';
import type { PersonSettings } from '../../ports/person-settings.ts';
import type { MailboxRef } from '../../ports/workloads.ts';
import type { SyncPorts } from '../ports.ts';
import { openMail, ruleKeysFor } from './open-mail.ts';
import type { AskedMail, OpenMail } from './open-mail.ts';

/** What deciding about mail needs from outside; nothing here can read a mail. */
export type JudgingPorts = Pick<
  SyncPorts,
  | 'access'
  | 'crm'
  | 'crmMail'
  | 'deciders'
  | 'ledger'
  | 'organization'
  | 'remembered'
  | 'rules'
  | 'runtime'
  | 'settings'
  | 'threads'
>;

/** Mails of one mailbox that are judged together. */
export interface Page {
  ports: JudgingPorts;
  mailbox: MailboxRef;
  settings: SyncSettings;
  own: PersonSettings;
  mails: readonly OpenMail[];
  signal: AbortSignal;
}

/** What the ledger's keys are made of besides the mail. */
export const scopeOf = ({ ports, mailbox }: Pick<Page, 'ports' | 'mailbox'>) => ({
  tenantId: mailbox.tenantId,
  organization: ports.crm.organization,
});

/** The person whose mailbox is read, as one who decides. */
export const ownerOf = ({ mailbox, own }: Page): JudgeFacts['owner'] => ({
  kind: 'user',
  id: mailbox.userId,
  level: own.autoTracking,
  vetoesOthers: own.vetoesOthers,
});

/** The mails with the settings and rules about them. */
export async function openPage(
  ports: JudgingPorts,
  mailbox: MailboxRef,
  asked: readonly AskedMail[],
  signal: AbortSignal,
): Promise<Page> {
  const { tenantId, userId } = mailbox;
  const keys = asked.flatMap(({ direction, mail }) =>
    ruleKeysFor({ direction, headers: mail.headers }),
  );
  const mayHold = asked.some(({ mail }) => mayHoldToken(mail.headers.subject));
  const [settings, own, rules, tokens] = await Promise.all([
    ports.organization.get(tenantId),
    ports.settings.get(mailbox),
    ports.rules.ofPeople(tenantId, [userId], keys),
    mayHold ? ports.crmMail.tokens(mailbox, signal) : { prefix: '' },
  ]);
  const mails = asked.map((mail) => openMail(mail, rules, settings, tokens));
  return { ports, mailbox, settings, own, mails, signal };
}
