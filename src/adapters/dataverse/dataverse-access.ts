import { z } from 'zod';
import { LruCache } from '../../lib/lru-cache.ts';
import type { Actor } from '../../ports/actor.ts';
import type {
  AudienceQuestion,
  CrmAccess,
  MailboxState,
  Readiness,
  ReadRights,
} from '../../ports/crm-access.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { readJson } from '../fetch/json.ts';
import { isAdministrator } from './administrator.ts';
import { readAudience } from './audience.ts';
import type { BatchAnswer } from './batch.ts';
import { get } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import type { Principal } from './principal.ts';
import type { TableCatalog } from './table-catalog.ts';

const mailboxes = z.object({
  value: z.array(
    z.object({
      statecode: z.number().nullish(),
      incomingemaildeliverymethod: z.number().nullish(),
      emailrouteraccessapproval: z.number().nullish(),
      isemailaddressapprovedbyo365admin: z.boolean().nullish(),
    }),
  ),
});
const privileges = z.object({ RolePrivileges: z.array(z.object({ PrivilegeName: z.string() })) });

const useApp = 'prvUseOfficeApps';
const synchronise = 'prvSyncToOutlook';
const approved = 1;
const mailboxColumns =
  'statecode,incomingemaildeliverymethod,emailrouteraccessapproval,isemailaddressapprovedbyo365admin';
const lifeMs = 10 * 60_000;

const isRead = (answer: BatchAnswer | undefined): answer is BatchAnswer =>
  answer !== undefined && answer.status < 400;

/** What the mailbox record says (wire.md 1.13): no incoming mail at all, or nobody approved it. */
function mailboxState(answer: BatchAnswer | undefined): MailboxState {
  if (!isRead(answer)) return 'unknown';
  const [mailbox] = readJson(answer.body, mailboxes, 'crm').value;
  if (!mailbox) return 'unknown';
  if (mailbox.statecode === 1) return 'inactive';
  if (mailbox.incomingemaildeliverymethod === 0) return 'not-configured';
  const isApproved =
    mailbox.emailrouteraccessapproval === approved ||
    mailbox.isemailaddressapprovedbyo365admin === true;
  return isApproved ? 'ready' : 'not-approved';
}

const hasPrivilege = (answer: BatchAnswer | undefined): boolean =>
  !isRead(answer) || readJson(answer.body, privileges, 'crm').RolePrivileges.length > 0;

/** What people may do in Dynamics 365. */
export class DataverseAccess implements CrmAccess {
  readonly #client: DataverseClient;
  readonly #principal: Principal;
  readonly #runtime: Pick<Runtime, 'now'>;
  /** Who was ready; what is in the way may be mended any moment, and is asked again. */
  readonly #ready: LruCache<Readiness>;

  readonly #tables: TableCatalog;

  constructor(
    client: DataverseClient,
    { principal, tables }: { principal: Principal; tables: TableCatalog },
    runtime: Pick<Runtime, 'now'>,
  ) {
    this.#client = client;
    this.#principal = principal;
    this.#tables = tables;
    this.#runtime = runtime;
    this.#ready = new LruCache({ capacity: 10_000, now: () => runtime.now().getTime() });
  }

  async readiness(actor: Actor, signal: AbortSignal): Promise<Readiness> {
    const key = `${actor.tenantId}|${actor.userId}`;
    const known = this.#ready.get(key);
    if (known) return known;
    const me = await this.#principal.id(actor, signal);
    const call = `systemusers(${me})/Microsoft.Dynamics.CRM.RetrieveUserPrivilegeByPrivilegeName`;
    const [mailbox, privilege, sync] = await this.#client.batch(
      actor,
      [
        get(
          `mailboxes?$select=${mailboxColumns}&$filter=_regardingobjectid_value%20eq%20${me}&$top=1`,
        ),
        get(`${call}(PrivilegeName=@p)?@p='${useApp}'`),
        get(`${call}(PrivilegeName=@p)?@p='${synchronise}'`),
      ],
      signal,
    );
    const readiness = {
      mailbox: mailboxState(mailbox?.[0]),
      mayUseApp: hasPrivilege(privilege?.[0]),
      maySync: hasPrivilege(sync?.[0]),
    };
    if (readiness.mailbox === 'ready' && readiness.mayUseApp && readiness.maySync) {
      this.#ready.set(key, readiness, this.#runtime.now().getTime() + lifeMs);
    }
    return readiness;
  }

  async isAdministrator(actor: Actor, signal: AbortSignal): Promise<boolean> {
    const me = await this.#principal.id(actor, signal);
    return isAdministrator(this.#client, actor, me, signal);
  }

  async readRights(
    actor: Actor,
    question: AudienceQuestion,
    signal: AbortSignal,
  ): Promise<ReadRights | null> {
    const { table, regarding } = question;
    const [me, activity, record] = await Promise.all([
      this.#principal.id(actor, signal),
      this.#tables.find(actor, table, signal),
      regarding && this.#tables.find(actor, regarding.table, signal),
    ]);
    const asked = {
      ...question,
      me,
      ownerId: question.ownerId ?? me,
      activitySet: activity.entitySet,
      recordSet: record?.entitySet ?? null,
    };
    return readAudience(this.#client, actor, asked, signal);
  }
}
