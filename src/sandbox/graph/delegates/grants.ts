import { sql } from 'kysely';
import { jsonb, type Db } from '../store/schema.ts';

/** What one person may do in the mailbox of another. */
export const mailboxRights = [
  /** Reads and changes everything; does not include sending. */
  'fullAccess',
  'sendAs',
  'sendOnBehalf',
  'mailRead',
  'mailWrite',
  'calendarRead',
  'calendarWrite',
  'contactsRead',
  'contactsWrite',
] as const;
export type MailboxRight = (typeof mailboxRights)[number];

export interface MailboxGrant {
  /** Object ids. */
  owner: string;
  delegate: string;
  rights: MailboxRight[];
}

/** A right that another one brings along. */
const widerRights: Partial<Record<MailboxRight, MailboxRight>> = {
  mailRead: 'mailWrite',
  calendarRead: 'calendarWrite',
  contactsRead: 'contactsWrite',
};

const isSending = (right: MailboxRight): boolean => right === 'sendAs' || right === 'sendOnBehalf';

function brings(rights: readonly MailboxRight[], wanted: MailboxRight): boolean {
  const wider = widerRights[wanted];
  return (
    rights.includes(wanted) ||
    (wider !== undefined && rights.includes(wider)) ||
    (rights.includes('fullAccess') && !isSending(wanted))
  );
}

const statements = [
  `create table if not exists sandbox_graph.mailbox_grant (
    owner text not null, delegate text not null, rights jsonb not null,
    primary key (owner, delegate))`,
  `create table if not exists sandbox_graph.application_scope (
    app text primary key, mailboxes jsonb not null)`,
];

/**
 * Who reaches which mailbox beside its owner: delegates, and applications that a policy limits to
 * some mailboxes (wire facts, 2.12). Kept in memory as well; this process alone changes them.
 */
export class Grants {
  readonly #db: Db;
  #grants: MailboxGrant[] = [];
  #scopes = new Map<string, string[]>();

  private constructor(db: Db) {
    this.#db = db;
  }

  static async open(db: Db): Promise<Grants> {
    for (const statement of statements) await sql.raw(statement).execute(db);
    const grants = new Grants(db);
    grants.#grants = await db.selectFrom('mailbox_grant').selectAll().execute();
    const scopes = await db.selectFrom('application_scope').selectAll().execute();
    grants.#scopes = new Map(scopes.map(({ app, mailboxes }) => [app, mailboxes]));
    return grants;
  }

  list(): readonly MailboxGrant[] {
    return this.#grants;
  }

  /** Mailboxes of others that the person reaches. */
  reachedBy(delegate: string): MailboxGrant[] {
    return this.#grants.filter((grant) => grant.delegate === delegate);
  }

  /** Sets the delegate's rights, replacing those before; none ends the sharing. */
  async set(grant: MailboxGrant): Promise<void> {
    const { owner, delegate, rights } = grant;
    const isOther = (one: MailboxGrant) => one.owner !== owner || one.delegate !== delegate;
    this.#grants = [...this.#grants.filter(isOther), ...(rights.length > 0 ? [grant] : [])];
    await this.#db
      .deleteFrom('mailbox_grant')
      .where('owner', '=', owner)
      .where('delegate', '=', delegate)
      .execute();
    if (rights.length === 0) return;
    const row = { owner, delegate, rights: jsonb(rights) };
    await this.#db.insertInto('mailbox_grant').values(row).execute();
  }

  /** Whether a person has one of the rights in the mailbox. */
  allows(delegate: string, owner: string, wanted: readonly MailboxRight[]): boolean {
    const grant = this.#grants.find((one) => one.owner === owner && one.delegate === delegate);
    return grant !== undefined && wanted.some((right) => brings(grant.rights, right));
  }

  /** Limits an application to mailboxes; undefined lifts the limit. */
  async limitApplication(app: string, mailboxes: string[] | undefined): Promise<void> {
    await this.#db.deleteFrom('application_scope').where('app', '=', app).execute();
    this.#scopes.delete(app);
    if (!mailboxes) return;
    this.#scopes.set(app, mailboxes);
    const row = { app, mailboxes: jsonb(mailboxes) };
    await this.#db.insertInto('application_scope').values(row).execute();
  }

  applicationScopes(): { applicationId: string; mailboxes: string[] }[] {
    return [...this.#scopes].map(([applicationId, mailboxes]) => ({ applicationId, mailboxes }));
  }

  /** Whether an application reaches the mailbox: any, unless a policy limits it. */
  admits(app: string, mailbox: string): boolean {
    return this.#scopes.get(app)?.includes(mailbox) ?? true;
  }
}
