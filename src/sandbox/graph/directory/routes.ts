import { permissions as may } from '../permissions.ts';
import { profileRoute, route, type Route } from '../route.ts';
import {
  getByIds,
  listLicences,
  listOrganizations,
  listPeople,
  noGroups,
  noManager,
  noPhoto,
} from './tenant.ts';
import { usersDelta } from './users-delta.ts';
import { countUsers, getUser, listUsers } from './users.ts';

/** What the directory knows of one person. */
export const profileRoutes: Route[] = [
  profileRoute('', may.userRead, getUser, may.usersRead),
  profileRoute('photo', may.photoRead, noPhoto),
  profileRoute('photo/$value', may.photoRead, noPhoto),
  profileRoute('photos/*/$value', may.photoRead, noPhoto),
  profileRoute('manager', may.managerRead, noManager),
  profileRoute('memberOf', may.memberOfRead, noGroups),
  profileRoute('people', may.peopleRead, listPeople),
];

/** What the directory knows of the tenant. */
export const directoryRoutes: Route[] = [
  route('GET', 'users', may.usersRead, listUsers),
  route('GET', 'users/$count', may.usersRead, countUsers),
  route('GET', 'users/delta', may.usersDelta, usersDelta),
  route('GET', 'organization', may.organizationRead, listOrganizations),
  route('GET', 'subscribedSkus', may.licencesRead, listLicences),
  route('POST', 'directoryObjects/getByIds', may.directoryRead, getByIds),
];
