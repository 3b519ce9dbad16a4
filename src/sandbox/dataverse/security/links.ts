import { DataverseError } from '../errors.ts';
import { tableOf } from '../metadata/index.ts';
import { findRow, type Executor, type Reference, type Row } from '../store/rows.ts';
import { requirePrivilege, type Principals } from './access.ts';

const accessTeam = 1;

async function rowIn(
  db: Executor,
  links: readonly Reference[],
  table: string,
): Promise<Row | undefined> {
  const link = links.find((one) => one.table === table);
  return link && findRow(db, [table], link.id);
}

function refuseAccessTeam(team: Row | undefined): void {
  if (team?.data['teamtype'] !== accessTeam) return;
  throw new DataverseError(
    'CannotAssignRolesOrProfilesToAccessTeam',
    "Security roles and profiles can't be assigned to an access team.",
  );
}

function requireSameUnit(role: Row | undefined, holder: Row | undefined): void {
  if (!role || !holder || role.businessUnitId === holder.businessUnitId) return;
  const isTeam = holder.table === 'team';
  throw new DataverseError(
    isTeam ? 'TeamInWrongBusiness' : 'UserInWrongBusiness',
    `The ${isTeam ? 'team' : 'user'} is not in the business unit of the role.`,
  );
}

/**
 * What Dataverse demands before a user or team gets a role or profile: the right to assign roles, a
 * role of the same business unit, no access team. Throws a `DataverseError` (400, 403).
 */
export async function requireLinkable(
  db: Executor,
  principals: Principals,
  relation: string,
  links: readonly Reference[],
): Promise<void> {
  const isRole = relation === 'systemuserroles' || relation === 'teamroles';
  if (!isRole && relation !== 'teamprofiles') return;
  const team = await rowIn(db, links, 'team');
  refuseAccessTeam(team);
  if (!isRole) return;
  requirePrivilege(principals, 'Assign', tableOf('role'));
  const holder = team ?? (await rowIn(db, links, 'systemuser'));
  requireSameUnit(await rowIn(db, links, 'role'), holder);
}
