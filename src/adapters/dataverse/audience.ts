import { z } from 'zod';
import type { Grant } from '../../domain/people/audience.ts';
import type { Actor } from '../../ports/actor.ts';
import type { AudienceQuestion, ReadRights } from '../../ports/crm-access.ts';
import { readJson } from '../fetch/json.ts';
import { get } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { parameter, quoted } from './literal.ts';
import { ask, rowsIn } from './look.ts';
import type { Question } from './look.ts';
import { rightsQuestions, users } from './read-rights.ts';
import type { RoleRights } from './read-rights.ts';
import { idOf, text } from './tables.ts';

const row = z.record(z.string(), z.unknown());
const relations = z.object({
  value: z.array(z.object({ CascadeConfiguration: z.object({ Reparent: z.string() }) })),
});
const shares = z.object({
  PrincipalAccesses: z.array(
    z.object({
      AccessMask: z.string(),
      Principal: z.object({ systemuserid: z.string().nullish(), teamid: z.string().nullish() }),
    }),
  ),
});
const organizations = z.object({
  value: z.array(z.object({ orgdborgsettings: z.string().nullish() })),
});

/** A user or a team, to whom something is given for a reason. */
interface Given {
  id: string;
  reason: Grant['reason'];
}

/** What is found out about one activity, or one that is to be. */
interface Found extends RoleRights {
  myUnitId: string;
  owner: { name: string; unitId: string } | null;
  recordOwner: string | null;
  /** Null where the actor may not see them. */
  shared: Given[] | null;
  /** Of the relation to the record: whom it reaches is given its activities too. */
  cascade: string;
  isImplicitSharingOff: boolean;
}

/** An activity that is there, or the record it will be regarding; addressed as Dataverse does. */
interface Shared {
  entitySet: string;
  id: string;
}

function ownerQuestions(ownerId: string, found: Found): Question[] {
  const read = (name: string) => (body: string) => {
    const owner = readJson(body, row, 'crm');
    found.owner = { name: text(owner, name), unitId: text(owner, '_businessunitid_value') };
  };
  return [
    {
      request: get(`systemusers(${ownerId})?$select=fullname,_businessunitid_value`),
      read: read('fullname'),
    },
    { request: get(`teams(${ownerId})?$select=name,_businessunitid_value`), read: read('name') },
  ];
}

function sharesQuestion({ entitySet, id }: Shared, found: Found): Question {
  const target = parameter('@t', JSON.stringify({ '@odata.id': `${entitySet}(${id})` }));
  return {
    request: get(`RetrieveSharedPrincipalsAndAccess(Target=@t)?${target}`),
    read: (body) => {
      found.shared = readJson(body, shares, 'crm')
        .PrincipalAccesses.filter(({ AccessMask }) => AccessMask.includes('ReadAccess'))
        .flatMap(({ Principal: { systemuserid, teamid } }) => systemuserid ?? teamid ?? [])
        .map((shareId) => ({ id: shareId, reason: 'shared' }));
    },
  };
}

/** What the record an activity is regarding hands down to it. */
function recordQuestions(record: Shared, tables: { of: string; to: string }, found: Found) {
  const filter = `ReferencedEntity eq ${quoted(tables.to)} and ReferencingAttribute eq 'regardingobjectid'`;
  const relation = `EntityDefinitions(LogicalName=${quoted(tables.of)})/ManyToOneRelationships`;
  return [
    {
      request: get(`${record.entitySet}(${record.id})?$select=_ownerid_value`),
      // Tables without owners have no such column: nobody inherits anything.
      isExtra: true,
      read: (body: string) =>
        void (found.recordOwner = idOf(readJson(body, row, 'crm'), '_ownerid_value')?.id ?? null),
    },
    {
      request: get(`${relation}?$select=CascadeConfiguration&${parameter('$filter', filter)}`),
      read: (body: string) =>
        void (found.cascade =
          readJson(body, relations, 'crm').value[0]?.CascadeConfiguration.Reparent ?? ''),
    },
  ];
}

function commonQuestions(me: string, found: Found): Question[] {
  return [
    ...rightsQuestions(found),
    {
      request: get(`systemusers(${me})?$select=_businessunitid_value`),
      read: (body) =>
        void (found.myUnitId = text(readJson(body, row, 'crm'), '_businessunitid_value')),
    },
    {
      request: get('organizations?$select=orgdborgsettings'),
      read: (body) => {
        const settings = readJson(body, organizations, 'crm').value[0]?.orgdborgsettings ?? '';
        found.isImplicitSharingOff =
          /<DisableImplicitSharingOfCommunicationActivities>\s*true\s*</i.test(settings);
      },
    },
  ];
}

/** Whether what is given on the record is given on its activities too (SEC-10). */
const inherits = ({ cascade, recordOwner }: Found, ownerId: string): boolean =>
  cascade === 'Cascade' ||
  cascade === 'Active' ||
  (cascade === 'UserOwned' && recordOwner === ownerId);

function givenBy(found: Found, ownerId: string, isThere: boolean): Given[] {
  const own: Given = { id: ownerId, reason: 'own' };
  if (isThere) return [own, ...(found.shared ?? [])];
  if (!inherits(found, ownerId)) return [own];
  const { recordOwner, shared } = found;
  return [
    own,
    ...(recordOwner ? [{ id: recordOwner, reason: 'record' as const }] : []),
    ...(shared ?? []),
  ];
}

/** Each team's part as that of its members. */
async function toUsers(
  client: DataverseClient,
  actor: Actor,
  given: readonly Given[],
  signal: AbortSignal,
): Promise<Grant[]> {
  const values = given.map(({ id }) => `<value>${id}</value>`).join('');
  const members =
    users(`<link-entity name="teammembership" from="systemuserid" to="systemuserid" intersect="true" alias="membership">
      <attribute name="teamid" />
      <filter><condition attribute="teamid" operator="in">${values}</condition></filter></link-entity>`);
  const found: { userId: string; teamId: string }[] = [];
  const read = (body: string): void => {
    for (const member of rowsIn(body)) {
      found.push({
        userId: text(member, 'systemuserid'),
        teamId: text(member, 'membership.teamid'),
      });
    }
  };
  await ask(client, actor, [{ request: members, read }], signal);
  return given.flatMap(({ id, reason }) => {
    const inTeam = found.filter(({ teamId }) => teamId === id).map(({ userId }) => userId);
    return [id, ...inTeam].map((userId) => ({ userId, reason }));
  });
}

export interface ReadersQuestion extends Omit<AudienceQuestion, 'ownerId'> {
  me: string;
  ownerId: string;
  activitySet: string;
  /** Of the record it is regarding. */
  recordSet: string | null;
}

/** Everything that decides who reads an activity; null where the actor may not read roles. */
export async function readAudience(
  client: DataverseClient,
  actor: Actor,
  question: ReadersQuestion,
  signal: AbortSignal,
): Promise<ReadRights | null> {
  const { me, ownerId, table, activityId, activitySet, regarding, recordSet } = question;
  const found: Found = {
    units: [],
    own: null,
    byTeam: null,
    myUnitId: '',
    owner: null,
    recordOwner: null,
    shared: null,
    cascade: '',
    isImplicitSharingOff: false,
  };
  const record = regarding && recordSet ? { entitySet: recordSet, id: regarding.id } : null;
  const shared = activityId === null ? record : { entitySet: activitySet, id: activityId };
  const isNew = activityId === null;
  const questions = [
    ...commonQuestions(me, found),
    ...ownerQuestions(ownerId, found),
    ...(shared ? [sharesQuestion(shared, found)] : []),
    ...(isNew && record && regarding
      ? recordQuestions(record, { of: table, to: regarding.table }, found)
      : []),
  ];
  await ask(client, actor, questions, signal);
  if (!found.own || !found.byTeam) return null;
  return {
    me: { userId: me, unitId: found.myUnitId },
    owner: { id: ownerId, name: found.owner?.name ?? '', unitId: found.owner?.unitId ?? '' },
    units: found.units,
    rights: [...found.own, ...found.byTeam],
    grants: await toUsers(client, actor, givenBy(found, ownerId, !isNew), signal),
    areSharesKnown: shared === null || found.shared !== null,
    sharesWithParties: !found.isImplicitSharingOff,
  };
}
