import { bigints, guids, integers, lookup, readOnly } from '../columns.ts';
import { table } from '../define.ts';
import type { Columns, Table } from '../types.ts';

/**
 * The table of a many-to-many relation between two tables; rows are written through the relation's
 * navigation properties.
 */
function intersect(given: {
  schemaName: string;
  entitySet?: string;
  id?: string;
  objectTypeCode: number;
  privilege: string;
  from: [column: string, table: string];
  to: [column: string, table: string];
  columns?: Columns;
}): Table {
  const { from, to, columns, ...rest } = given;
  const name = given.schemaName.toLowerCase();
  const id = given.id ?? `${name.replace(/s$/, '')}id`;
  const side = ([column, target]: [string, string]): Columns =>
    lookup(column, { [column.toLowerCase()]: target }, { ...readOnly, onDelete: 'cascade' });
  return table({
    entitySet: `${name}collection`,
    ownership: 'organization',
    isIntersect: true,
    refuses: ['POST', 'PATCH', 'DELETE'],
    messages: [],
    ...rest,
    id,
    primaryName: id,
    columns: {
      ...guids(id, readOnly),
      ...side(from),
      ...side(to),
      ...bigints('VersionNumber', readOnly),
      ...columns,
    },
  });
}

const user: [string, string] = ['SystemUserId', 'systemuser'];
const team: [string, string] = ['TeamId', 'team'];
const role: [string, string] = ['RoleId', 'role'];
const profile: [string, string] = ['FieldSecurityProfileId', 'fieldsecurityprofile'];

/** Who has which role. */
export const systemuserroles = intersect({
  schemaName: 'SystemUserRoles',
  id: 'systemuserroleid',
  objectTypeCode: 15,
  privilege: 'Role',
  from: user,
  to: role,
});

/** Which team has which role. */
export const teamroles = intersect({
  schemaName: 'TeamRoles',
  id: 'teamroleid',
  objectTypeCode: 40,
  privilege: 'Role',
  from: team,
  to: role,
});

/** Who belongs to which team. */
export const teammembership = intersect({
  schemaName: 'TeamMembership',
  entitySet: 'teammemberships',
  objectTypeCode: 23,
  privilege: 'Team',
  from: team,
  to: user,
});

/** Which role has which privilege; `privilegedepthmask` 1 basic, 2 local, 4 deep, 8 global. */
export const roleprivileges = intersect({
  schemaName: 'RolePrivileges',
  id: 'roleprivilegeid',
  objectTypeCode: 12,
  privilege: 'Role',
  from: role,
  to: ['PrivilegeId', 'privilege'],
  columns: integers('PrivilegeDepthMask', { ...readOnly, min: 1 }),
});

/** Who has which field security profile. */
export const systemuserprofiles = intersect({
  schemaName: 'SystemUserProfiles',
  id: 'systemuserprofileid',
  objectTypeCode: 1202,
  privilege: 'FieldSecurityProfile',
  from: user,
  to: profile,
});

export const teamprofiles = intersect({
  schemaName: 'TeamProfiles',
  id: 'teamprofileid',
  objectTypeCode: 1203,
  privilege: 'FieldSecurityProfile',
  from: team,
  to: profile,
});

export const queuemembership = intersect({
  schemaName: 'QueueMembership',
  entitySet: 'queuememberships',
  objectTypeCode: 1213,
  privilege: 'Queue',
  from: ['QueueId', 'queue'],
  to: user,
});

export const opportunitycompetitors = intersect({
  schemaName: 'OpportunityCompetitors',
  id: 'opportunitycompetitorid',
  objectTypeCode: 24,
  privilege: 'Opportunity',
  from: ['OpportunityId', 'opportunity'],
  to: ['CompetitorId', 'competitor'],
});
