import type { BatchRequest } from './batch.ts';
import { get } from './dataverse-client.ts';
import { parameter } from './literal.ts';

const roles = (holders: string, link: string): BatchRequest => {
  const fetch = `<fetch><entity name="role"><attribute name="roleid" />
    <attribute name="parentrootroleid" />${link}${holders}</entity></fetch>`;
  return get(`roles?${parameter('fetchXml', fetch.replace(/\s*\n\s*/g, ''))}`);
};

/**
 * The roles a system user holds, in two requests: by themselves, and by a team.
 * @param link FetchXML that narrows them
 */
export const rolesHeld = (me: string, link = ''): BatchRequest[] => {
  const isMe = `<filter><condition attribute="systemuserid" operator="eq" value="${me}" /></filter>`;
  return [
    roles(
      `<link-entity name="systemuserroles" from="roleid" to="roleid" intersect="true">
        ${isMe}</link-entity>`,
      link,
    ),
    roles(
      `<link-entity name="teamroles" from="roleid" to="roleid" intersect="true">
        <link-entity name="teammembership" from="teamid" to="teamid" intersect="true">
        ${isMe}</link-entity></link-entity>`,
      link,
    ),
  ];
};
