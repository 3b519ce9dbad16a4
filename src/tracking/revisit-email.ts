import { isScanPlaceholder, nextScanLook } from '../domain/mail/delivery-scan.ts';
import { fittingFiles } from '../domain/mail/email-activity.ts';
import type { MailMessage } from '../domain/mail/message.ts';
import { Failure } from '../ports/failure.ts';
import type { Outcome } from '../ports/ledger.ts';
import type { Attempt } from './track-email.ts';

type Revisit = Pick<Extract<Outcome, { kind: 'tracked' }>, 'revisitInMs'>;

/** When to come back; nothing where files have been missing for too long. */
function comeBack({ ports, row }: Attempt): Revisit {
  const since = row.revisitSince?.getTime();
  const waitedMs = since === undefined ? 0 : ports.runtime.now().getTime() - since;
  const revisitInMs = nextScanLook(waitedMs);
  return revisitInMs === null ? {} : { revisitInMs };
}

/**
 * Adds the files that were being scanned when the mail was tracked, or says when to look again
 * (E-15). May be repeated: files that are there are not added twice.
 */
export async function completeFiles(
  attempt: Attempt,
  message: MailMessage,
  activityId: string,
): Promise<Revisit> {
  const { ports, actor, row, signal } = attempt;
  if (message.attachments.some(isScanPlaceholder)) return comeBack(attempt);
  if (row.revisitSince === null) return {};
  await ports.crm.addFiles(actor, activityId, fittingFiles(message.attachments), signal);
  return {};
}

/** Looks at a tracked mail again; whatever happens, it stays tracked as it is. */
export async function revisitEmail(attempt: Attempt, activityId: string): Promise<Outcome> {
  const { ports, actor, row, signal } = attempt;
  const same = {
    kind: 'tracked',
    activityId,
    regarding: row.regarding,
    at: row.trackedAt ?? ports.runtime.now(),
  } as const;
  try {
    const message = await ports.mailbox.readMessage(actor, row, signal);
    return { ...same, ...(await completeFiles(attempt, message, activityId)) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    ports.log.warn({ item: row.key, code: error.message }, 'scanned files are not there yet');
    return { ...same, ...comeBack(attempt) };
  }
}
