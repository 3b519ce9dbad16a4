import { z } from 'zod';
import type { Actor } from '../../../ports/actor.ts';
import { readJson } from '../../fetch/json.ts';
import type { BatchAnswer } from '../batch.ts';
import { get } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { rolesHeld } from '../roles-held.ts';

/** What somebody's roles and column security let them make. */
export interface Rights {
  /** System user. */
  me: string;
  /** Names of privileges: `prvCreateContact`. */
  privileges: ReadonlySet<string>;
  /** MetadataIds of the secured columns a new record may have. */
  columns: ReadonlySet<string>;
  /** Ids of the root roles they hold, in lower case; empty where they may not read roles. */
  roles: ReadonlySet<string>;
}

const whoAmI = z.object({ UserId: z.guid() });
const privileges = z.object({
  RolePrivileges: z.array(z.object({ PrivilegeName: z.string() })),
});
const columns = z.object({
  AttributePrivileges: z.array(z.object({ AttributeId: z.guid(), CanCreate: z.int() })),
});

const heldRoles = z.object({ value: z.array(z.object({ _parentrootroleid_value: z.guid() })) });

const rootRolesIn = ({ status, body }: BatchAnswer): string[] =>
  status < 400
    ? readJson(body, heldRoles, 'crm').value.map((role) =>
        role._parentrootroleid_value.toLowerCase(),
      )
    : [];

/** Column security's "allowed". */
const allowed = 4;

/** Asks the CRM what the actor may do. @throws Failure. */
export async function readRights(
  client: DataverseClient,
  actor: Actor,
  signal: AbortSignal,
): Promise<Rights> {
  const me = await client.request(actor, get('WhoAmI'), signal);
  if (me.status >= 400) throw client.failure(me);
  const { UserId } = readJson(me.body, whoAmI, 'crm');
  const bound = `systemusers(${UserId})/Microsoft.Dynamics.CRM`;
  const [[roles] = [], [secured] = [], ...held] = await client.batch(
    actor,
    [
      get(`${bound}.RetrieveUserPrivileges()`),
      get(`${bound}.RetrievePrincipalAttributePrivileges()`),
      ...rolesHeld(UserId),
    ],
    signal,
  );
  if (!roles || roles.status >= 400) throw client.failure(roles ?? me);
  const { RolePrivileges } = readJson(roles.body, privileges, 'crm');
  // Who may not even ask which columns are secured may give none of them.
  const { AttributePrivileges } =
    secured && secured.status < 400
      ? readJson(secured.body, columns, 'crm')
      : { AttributePrivileges: [] };
  return {
    me: UserId,
    roles: new Set(held.flat().flatMap(rootRolesIn)),
    privileges: new Set(RolePrivileges.map(({ PrivilegeName }) => PrivilegeName)),
    columns: new Set(
      AttributePrivileges.flatMap(({ AttributeId, CanCreate }) =>
        CanCreate === allowed ? [AttributeId] : [],
      ),
    ),
  };
}
