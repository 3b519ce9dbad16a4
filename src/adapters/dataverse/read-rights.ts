import type { Depth, ReadRight, Unit } from '../../domain/people/audience.ts';
import type { BatchRequest } from './batch.ts';
import { get } from './dataverse-client.ts';
import { parameter } from './literal.ts';
import { rowsIn } from './look.ts';
import type { Question } from './look.ts';
import { text } from './tables.ts';
import type { Row } from './tables.ts';

/** All activities share one privilege (wire.md 1.11). */
const privilege = 'prvReadActivity';
/** `roleprivileges.privilegedepthmask`. */
const depths: Record<number, Depth> = {
  1: 'own',
  2: 'unit',
  4: 'unit-and-below',
  8: 'organization',
};

/** Privileges hang on the root role; those of other business units are copies of it. */
const rightsLink = `<link-entity name="role" from="roleid" to="roleid">
  <link-entity name="roleprivileges" from="roleid" to="parentrootroleid" alias="right">
    <attribute name="privilegedepthmask" />
    <link-entity name="privilege" from="privilegeid" to="privilegeid">
      <filter><condition attribute="name" operator="eq" value="${privilege}" /></filter>
    </link-entity></link-entity></link-entity>`;

/** Users who are enabled and people, with what a link to other tables tells of them. */
export const users = (links: string): BatchRequest => {
  const fetch = `<fetch distinct="true"><entity name="systemuser">
    <attribute name="systemuserid" /><attribute name="fullname" /><attribute name="businessunitid" />
    <filter><condition attribute="isdisabled" operator="eq" value="0" />
      <condition attribute="applicationid" operator="null" /></filter>${links}</entity></fetch>`;
  return get(`systemusers?${parameter('fetchXml', fetch.replace(/\s*\n\s*/g, ''))}`);
};

/** Rights of roles a person has, and of roles of teams the person is in. */
const ownRoles = users(
  `<link-entity name="systemuserroles" from="systemuserid" to="systemuserid" intersect="true">
    ${rightsLink}</link-entity>`,
);
const teamRoles = users(
  `<link-entity name="teammembership" from="systemuserid" to="systemuserid" intersect="true">
    <link-entity name="team" from="teamid" to="teamid" alias="team">
      <attribute name="businessunitid" />
      <link-entity name="teamroles" from="teamid" to="teamid" intersect="true">
        ${rightsLink}</link-entity></link-entity></link-entity>`,
);

function rightOf(row: Row): ReadRight[] {
  const depth = depths[Number(row['right.privilegedepthmask'])];
  const homeId = text(row, '_businessunitid_value');
  const unitId = text(row, 'team.businessunitid') || homeId;
  if (!depth) return [];
  return [
    { userId: text(row, 'systemuserid'), name: text(row, 'fullname'), unitId, homeId, depth },
  ];
}

const unitOf = (row: Row): Unit => ({
  id: text(row, 'businessunitid'),
  name: text(row, 'name'),
  parentId: text(row, '_parentbusinessunitid_value') || null,
});

/** What everybody's roles let them read, as far as it was answered. */
export interface RoleRights {
  units: Unit[];
  /** Null where the actor may not read roles. */
  own: ReadRight[] | null;
  byTeam: ReadRight[] | null;
}

/** Who may read activities, by their roles. */
export const rightsQuestions = (found: RoleRights): Question[] => [
  {
    request: get('businessunits?$select=businessunitid,name,_parentbusinessunitid_value'),
    read: (body) => void found.units.push(...rowsIn(body).map(unitOf)),
  },
  { request: ownRoles, read: (body) => (found.own = rowsIn(body).flatMap(rightOf)) },
  { request: teamRoles, read: (body) => (found.byTeam = rowsIn(body).flatMap(rightOf)) },
];
