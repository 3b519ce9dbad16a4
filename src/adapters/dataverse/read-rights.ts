import { z } from 'zod';
import type { Depth, ReadRight, Unit } from '../../domain/people/audience.ts';
import type { Actor } from '../../ports/actor.ts';
import type { ReadRights } from '../../ports/crm-access.ts';
import { readJson } from '../fetch/json.ts';
import type { BatchAnswer, BatchRequest } from './batch.ts';
import { get } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { parameter } from './literal.ts';
import { text } from './tables.ts';
import type { Row } from './tables.ts';

const rows = z.object({ value: z.array(z.record(z.string(), z.unknown())) });

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

const users = (links: string): BatchRequest => {
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

/** Who may read activities, in one request; null where the caller may not read roles. */
export async function readRights(
  client: DataverseClient,
  actor: Actor,
  me: string,
  signal: AbortSignal,
): Promise<ReadRights | null> {
  const requests = [
    get(`systemusers(${me})?$select=_businessunitid_value`),
    get('businessunits?$select=businessunitid,name,_parentbusinessunitid_value'),
    ownRoles,
    teamRoles,
  ];
  const answers = (await client.batch(actor, requests, signal)).map(([answer]) => answer);
  if (answers.some((answer) => answer?.status === 403)) return null;
  const failed = answers.find((answer) => answer && answer.status >= 400);
  if (failed) throw client.failure(failed);
  const [self, ...lists] = answers;
  const list = (answer: BatchAnswer | undefined): Row[] =>
    readJson(answer?.body ?? '', rows, 'crm').value;
  const [units = [], own = [], team = []] = lists.map(list);
  const home = readJson(self?.body ?? '', z.record(z.string(), z.unknown()), 'crm');
  return {
    me: { userId: me, unitId: text(home, '_businessunitid_value') },
    units: units.map(unitOf),
    rights: [...own, ...team].flatMap(rightOf),
  };
}
