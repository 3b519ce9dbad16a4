import type { RecordRef } from '../../domain/mail/email-activity.ts';
import { normaliseMessageId } from '../../domain/mail/message-id.ts';
import type { Candidate } from '../../domain/people/match.ts';
import { defaultTokenSettings } from '../../domain/sync/tracking-token.ts';
import type { Actor } from '../../ports/actor.ts';
import type { CrmAccess } from '../../ports/crm-access.ts';
import type { CrmEmail, CrmMail, CrmMailFacts, CrmMailQuery } from '../../ports/crm-mail.ts';
import type {
  Crm,
  CrmUser,
  ExistingEmail,
  Lookup,
  LookupQuery,
  NewEmail,
} from '../../ports/crm.ts';
import { Failure } from '../../ports/failure.ts';
import { crmLimit } from '../../ports/limits.ts';
import type { Limits } from '../../ports/limits.ts';
import type { Outside } from './outside.ts';

/** An email of the CRM, and how often what was in it changed. */
export type StoredEmail = CrmEmail & { at: number };

/** What is in the CRM: one row a primary key, whoever asks. */
export class CrmData {
  readonly emails = new Map<string, StoredEmail>();
  readonly #byMessageId = new Map<string, StoredEmail[]>();
  readonly contacts = new Map<string, Candidate>();
  readonly users = new Map<string, CrmUser & { address: string }>();
  readonly #usersByAddress = new Map<string, CrmUser & { address: string }>();

  addUser(user: CrmUser & { address: string }): void {
    this.users.set(user.userId, user);
    this.#usersByAddress.set(user.address, user);
  }

  userAt(address: string) {
    return this.#usersByAddress.get(address);
  }

  add(email: StoredEmail): void {
    this.emails.set(email.id, email);
    this.#byMessageId.set(email.messageId, [...this.with(email.messageId), email]);
  }

  remove(id: string): void {
    const email = this.emails.get(id);
    if (!email) return;
    this.emails.delete(id);
    const others = this.with(email.messageId).filter((one) => one.id !== id);
    this.#byMessageId.set(email.messageId, others);
  }

  /** The oldest first. */
  with(messageId: string): StoredEmail[] {
    return this.#byMessageId.get(messageId) ?? [];
  }
}

type SimulatedMethods =
  | 'organization'
  | 'recordUrl'
  | 'look'
  | 'createEmail'
  | 'createEmails'
  | 'readEmail'
  | 'setRegarding'
  | 'mayWrite'
  | 'deleteEmail';

export interface CrmDeps {
  outside: Outside;
  limits: Limits;
  data: CrmData;
  now: () => number;
  /** What the CRM never takes, whoever brings it: a plug-in says no. */
  isRefused: (subject: string) => boolean;
}

const named = (record: RecordRef) => ({ ...record, name: record.id, detail: '' });

const toExisting = ({ id, regarding, ownerId }: StoredEmail): ExistingEmail => ({
  id,
  regarding: regarding && named(regarding),
  ownerId,
});

/** The customer's CRM as one process reaches it. */
export class SimulatedCrm
  implements Pick<Crm, SimulatedMethods>, CrmMail, Pick<CrmAccess, 'readiness'>
{
  readonly organization = 'https://crm.example.com';
  readonly #deps: CrmDeps;

  constructor(deps: CrmDeps) {
    this.#deps = deps;
  }

  recordUrl({ table, id }: RecordRef): string {
    return `${this.organization}/${table}/${id}`;
  }

  look(actor: Actor, query: LookupQuery, signal: AbortSignal): Promise<Lookup> {
    const { users } = this.#deps.data;
    return this.#ask(actor, signal, () => ({
      me: users.get(actor.userId) ?? null,
      users: query.users.flatMap((id) => users.get(id) ?? []),
      candidates: this.#candidates(query.addresses),
      email: this.#existing(query.email),
      record: query.record && named(query.record),
    }));
  }

  async createEmail(actor: Actor, email: NewEmail, signal: AbortSignal) {
    const [result] = await this.createEmails(actor, [email], signal);
    if (result === undefined || result instanceof Failure) throw result ?? new Error('no result');
    return result;
  }

  createEmails(actor: Actor, emails: readonly NewEmail[], signal: AbortSignal) {
    return this.#ask(actor, signal, () => emails.map((email) => this.#create(actor, email)), true);
  }

  readEmail(actor: Actor, id: string, signal: AbortSignal): Promise<ExistingEmail | null> {
    return this.#ask(actor, signal, () => {
      const email = this.#deps.data.emails.get(id);
      return email ? toExisting(email) : null;
    });
  }

  async setRegarding(
    actor: Actor,
    id: string,
    record: RecordRef | null,
    signal: AbortSignal,
  ): Promise<void> {
    const isThere = await this.#ask(
      actor,
      signal,
      () => {
        const email = this.#deps.data.emails.get(id);
        if (email) email.regarding = record;
        return email !== undefined;
      },
      true,
    );
    if (!isThere) throw new Failure('not-found', 'crm', 'crm: no such email');
  }

  mayWrite(actor: Actor, id: string, _me: string, signal: AbortSignal): Promise<boolean> {
    return this.#ask(actor, signal, () => this.#deps.data.emails.has(id));
  }

  deleteEmail(actor: Actor, id: string, signal: AbortSignal): Promise<void> {
    return this.#ask(actor, signal, () => this.#deps.data.remove(id), true);
  }

  facts(actor: Actor, query: CrmMailQuery, signal: AbortSignal): Promise<CrmMailFacts> {
    const { data } = this.#deps;
    return this.#ask(actor, signal, () => ({
      me: query.people.length > 0 ? (data.users.get(actor.userId)?.id ?? null) : null,
      users: query.recipients.flatMap((address) => data.userAt(address) ?? []),
      queues: [],
      candidates: this.#candidates(query.people),
      emails: [
        ...query.messageIds.flatMap((id) => data.with(id)),
        ...(query.ids ?? []).flatMap((id) => data.emails.get(id) ?? []),
      ].sort((a, b) => b.at - a.at),
    }));
  }

  tokens() {
    return Promise.resolve(defaultTokenSettings);
  }

  emails(actor: Actor, ids: readonly string[], signal: AbortSignal) {
    return this.#ask(actor, signal, () => {
      const found = ids.flatMap((id) => this.#deps.data.emails.get(id) ?? []);
      return new Map(found.map(({ id, ownerId }) => [id, { ownerId }]));
    });
  }

  readiness(actor: Actor, signal: AbortSignal) {
    const ready = { mailbox: 'ready', mayUseApp: true, maySync: true } as const;
    return this.#ask(actor, signal, () => ready);
  }

  #create(actor: Actor, email: NewEmail): 'created' | 'exists' | Failure {
    const { data, isRefused, now } = this.#deps;
    const { id, subject, direction, messageId, regarding, ownerId } = email;
    if (isRefused(subject)) return new Failure('refused', 'crm', 'crm: refused by a plug-in');
    if (data.emails.has(id)) return 'exists';
    const owner = ownerId ?? data.users.get(actor.userId)?.id ?? null;
    const thread = { token: '', conversationIndex: '' };
    const stored = { id, direction, regarding, ownerId: owner, at: now(), ...thread };
    data.add({ ...stored, messageId: normaliseMessageId(messageId) });
    return 'created';
  }

  #candidates(addresses: readonly string[]): Candidate[] {
    return addresses.flatMap((address) => this.#deps.data.contacts.get(address) ?? []);
  }

  #existing({ messageId, direction, id }: LookupQuery['email']): ExistingEmail | null {
    const { data } = this.#deps;
    const own = id === null ? undefined : data.emails.get(id);
    const normal = normaliseMessageId(messageId);
    const same = normal === '' ? [] : data.with(normal);
    const email = own ?? same.find((one) => one.direction === direction);
    return email ? toExisting(email) : null;
  }

  async #ask<T>(actor: Actor, signal: AbortSignal, serve: () => T, isWrite = false): Promise<T> {
    const { outside, limits } = this.#deps;
    const limit = crmLimit(actor);
    signal.throwIfAborted();
    const restMs = limits.restMs(limit);
    if (restMs > 0) {
      throw new Failure('throttled', 'crm', 'crm: told to wait', { retryAfterMs: restMs });
    }
    try {
      return await outside.request({ actor, signal, isWrite }, serve);
    } catch (error) {
      const isTold = error instanceof Failure && error.kind === 'throttled';
      if (isTold && error.retryAfterMs !== undefined) limits.holdOff(limit, error.retryAfterMs);
      throw error;
    }
  }
}
