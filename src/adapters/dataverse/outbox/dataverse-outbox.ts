import { z } from 'zod';
import { sendPermission } from '../../../domain/sync/sending/permission.ts';
import { problemText } from '../../../domain/sync/sending/send-problem.ts';
import type { SendProblem } from '../../../domain/sync/sending/send-problem.ts';
import type { Actor } from '../../../ports/actor.ts';
import type { CrmOutbox, Outbox, OutgoingEmail } from '../../../ports/crm-outbox.ts';
import { Failure } from '../../../ports/failure.ts';
import { readJson } from '../../fetch/json.ts';
import type { BatchAnswer, BatchItem, BatchRequest } from '../batch.ts';
import { get, send } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { ask, rowsIn } from '../look.ts';
import type { Principal } from '../principal.ts';
import type { TableMetadata } from '../table-metadata.ts';
import { text } from '../tables.ts';
import type { Row } from '../tables.ts';
import { addressKey, addressQuestions } from './addresses.ts';
import type { Addressee } from './addresses.ts';
import { emailOf, partiesOf, senderOf } from './email.ts';
import { otherSenderOf, senderQuestions } from './other-sender.ts';
import {
  emailStatus,
  filesOf,
  mailboxOf,
  organization,
  pendingEmails,
  sendingMailboxOf,
  wholeEmail,
} from './questions.ts';

const row = z.record(z.string(), z.unknown());
const tokenAnswer = z.object({ TrackingToken: z.string() });
/** An e-mail with its files. */
const readTimeoutMs = 60_000;

/** A completed e-mail is read-only, so it is opened, changed and closed in one transaction. */
const opened = { statecode: 0, statuscode: emailStatus.draft };
const always = { 'If-Match': '*' };
const change = (id: string, values: object, headers = always): BatchRequest =>
  send('PATCH', `emails(${id})`, values, headers);

const noteOf = (id: string, problem: SendProblem): object => ({
  subject: 'Email not sent',
  notetext: problemText[problem],
  'objectid_email@odata.bind': `/emails(${id})`,
});

/** E-mails in Pending Send, over the Dataverse Web API. */
export class DataverseOutbox implements CrmOutbox {
  readonly #client: DataverseClient;
  readonly #principal: Principal;
  readonly #metadata: TableMetadata;

  constructor(client: DataverseClient, principal: Principal, metadata: TableMetadata) {
    this.#client = client;
    this.#principal = principal;
    this.#metadata = metadata;
  }

  async look(
    actor: Actor,
    { now, limit }: { now: Date; limit: number },
    signal: AbortSignal,
  ): Promise<Outbox> {
    const me = await this.#principal.id(actor, signal);
    const found = { mailboxes: [] as Row[], settings: [] as Row[], emails: [] as Row[] };
    const into = (rows: Row[]) => (body: string) => void rows.push(...rowsIn(body));
    const questions = [
      { request: mailboxOf(me), read: into(found.mailboxes) },
      { request: organization, read: into(found.settings) },
      { request: pendingEmails(me, now, limit), read: into(found.emails) },
    ];
    await ask(this.#client, actor, questions, signal);
    const [settings] = found.settings;
    return {
      permission: sendPermission(sendingMailboxOf(found.mailboxes[0], settings)),
      mayBeUnresolved: settings?.['allowunresolvedpartiesonemailsend'] === true,
      pending: found.emails.map((email) => text(email, 'activityid')),
    };
  }

  async read(actor: Actor, id: string, signal: AbortSignal): Promise<OutgoingEmail | null> {
    const requests = [wholeEmail(id), filesOf(id)];
    const answers = await this.#client.batch(actor, requests, signal, readTimeoutMs);
    const [email, files] = answers.map(([answer]) => answer);
    if (!email || email.status === 404 || email.status === 403) return null;
    for (const answer of [email, files]) this.#check(answer);
    const found = readJson(email.body, row, 'crm');
    const parties = partiesOf(found);
    const rest = await this.#people(actor, found, signal);
    return emailOf(found, { id, parties, ...rest, files: rowsIn(files?.body ?? '') });
  }

  async newToken(actor: Actor, subject: string, signal: AbortSignal): Promise<string> {
    const request = send('POST', 'GetTrackingTokenEmail', { Subject: subject });
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status >= 400) throw this.#client.failure(answer);
    return readJson(answer.body, tokenAnswer, 'crm').TrackingToken;
  }

  async claim(
    actor: Actor,
    email: Pick<OutgoingEmail, 'id' | 'version' | 'subject' | 'token' | 'messageId'>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { id, version, subject, token, messageId } = email;
    const changeSet = [
      change(id, opened, { 'If-Match': version }),
      change(id, { subject, messageid: messageId, ...(token && { trackingtoken: token }) }),
      change(id, { statecode: 1, statuscode: emailStatus.sending }),
    ];
    const refused = await this.#tryChange(actor, { changeSet }, signal);
    if (!refused) return true;
    if (refused.status === 412 || refused.status === 404) return false;
    throw this.#client.failure(refused);
  }

  async markSent(
    actor: Actor,
    { id, token }: { id: string; token: string },
    signal: AbortSignal,
  ): Promise<void> {
    const { status } = await this.#state(actor, id, signal);
    if (status !== emailStatus.sending && status !== emailStatus.pending) return;
    // The CRM's own way: it also notes when it was sent.
    const sendEmail = send('POST', `emails(${id})/Microsoft.Dynamics.CRM.SendEmail`, {
      IssueSend: false,
      TrackingToken: token,
    });
    const changeSet = [change(id, opened), sendEmail];
    const refused = await this.#tryChange(actor, { changeSet }, signal);
    if (!refused) return;
    // It minds something about the e-mail; that was sent nevertheless.
    const plain = change(id, { statecode: 1, statuscode: emailStatus.sent });
    const again = await this.#tryChange(actor, plain, signal);
    if (again) throw this.#client.failure(again);
  }

  async markFailed(
    actor: Actor,
    { id, problem, noteId }: { id: string; problem: SendProblem; noteId: string },
    signal: AbortSignal,
  ): Promise<void> {
    const { status } = await this.#state(actor, id, signal);
    if (status !== emailStatus.sending && status !== emailStatus.pending) return;
    const failed = change(id, { statecode: 0, statuscode: emailStatus.failed });
    // Who may not write notes sees that it failed, without the reason.
    const note = send('PATCH', `annotations(${noteId})`, noteOf(id, problem), {
      'If-None-Match': '*',
    });
    const [answers = []] = await this.#client.batch(actor, [failed, note], signal);
    this.#check(answers[0]);
  }

  async #state(actor: Actor, id: string, signal: AbortSignal): Promise<{ status: unknown }> {
    const request = get(`emails(${id})?$select=statuscode`);
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status === 404) return { status: null };
    if (answer.status >= 400) throw this.#client.failure(answer);
    return { status: readJson(answer.body, row, 'crm')['statuscode'] };
  }

  /** The sender, where that is not the actor, and what the people on the e-mail are called. */
  async #people(
    actor: Actor,
    email: Row,
    signal: AbortSignal,
  ): Promise<{ addressees: Map<string, Addressee>; sender: OutgoingEmail['sender'] }> {
    const [me, tables] = await Promise.all([
      this.#principal.id(actor, signal),
      this.#metadata.tables(actor),
    ]);
    // Without them nobody's address is known, which is no fault of the e-mail's.
    if (tables.length === 0) throw new Failure('unavailable', 'crm', 'crm: no tables known');
    const parties = partiesOf(email);
    const from = senderOf(email, parties);
    const other = from && from.id.toLowerCase() !== me.toLowerCase() ? from : null;
    const addressees = new Map<string, Addressee>();
    const records = [...parties.flatMap(({ record }) => record ?? []), ...(other ? [other] : [])];
    const about = other && senderQuestions(other);
    const questions = [
      ...addressQuestions(records, tables, addressees),
      ...(about?.questions ?? []),
    ];
    await ask(this.#client, actor, questions, signal);
    const sender =
      other && about && otherSenderOf(other, addressees.get(addressKey(other)), about.found);
    return { addressees, sender };
  }

  /** The answer that refused it; undefined where it was done. */
  async #tryChange(
    actor: Actor,
    item: BatchItem,
    signal: AbortSignal,
  ): Promise<BatchAnswer | undefined> {
    const [answers = []] = await this.#client.batch(actor, [item], signal);
    const refused = answers.find(({ status }) => status >= 400);
    if (refused && (refused.status === 429 || refused.status >= 500)) {
      throw this.#client.failure(refused);
    }
    return refused;
  }

  #check(answer: BatchAnswer | undefined): void {
    if (answer && answer.status >= 400) throw this.#client.failure(answer);
  }
}
