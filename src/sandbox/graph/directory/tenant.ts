import { jsonBody, type Handler } from '../call.ts';
import { GraphError, notBuilt } from '../errors.ts';
import { graphContext } from '../context.ts';
import { pick, selection, selectSuffix } from '../select.ts';
import { userNotFound } from './users.ts';
import { servedByDefault } from './user.ts';

const organizationProperties = [
  'id',
  'displayName',
  'countryLetterCode',
  'preferredLanguage',
  'tenantType',
  'verifiedDomains',
];

/** The one organisation. */
export const listOrganizations: Handler = (call) => {
  const selected = selection(call.query, 'organization', organizationProperties);
  const domain = { name: 'fabrikam.example', type: 'Managed', isDefault: true, isInitial: true };
  const organization = {
    id: call.graph.tenantId,
    displayName: 'Fabrikam',
    countryLetterCode: 'HU',
    preferredLanguage: 'en',
    tenantType: 'AAD',
    verifiedDomains: [{ ...domain, capabilities: 'Email, OfficeCommunicationsOnline' }],
  };
  return Promise.resolve({
    status: 200,
    body: {
      '@odata.context': graphContext(call, `organization${selectSuffix(call.query)}`),
      value: [pick(organization, selected)],
    },
  });
};

/** The sandbox sells nothing. */
export const listLicences: Handler = (call) =>
  Promise.resolve({
    status: 200,
    body: { '@odata.context': graphContext(call, 'subscribedSkus'), value: [] },
  });

/** Nobody of the sandbox has a picture. */
export const noPhoto: Handler = () =>
  Promise.reject(
    new GraphError(
      404,
      'ImageNotFound',
      "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
    ),
  );

/** Nobody has a manager. */
export const noManager: Handler = () => Promise.reject(userNotFound('manager'));

export const noGroups: Handler = (call) =>
  Promise.resolve({
    status: 200,
    body: { '@odata.context': graphContext(call, 'directoryObjects'), value: [] },
  });

/** People around somebody: their colleagues. */
export const listPeople: Handler = async (call) => {
  if (call.query.filter) throw notBuilt('$filter of people');
  const users = await call.graph.users();
  const others = users.filter((user) => user['id'] !== call.mailbox.id);
  const value = others.slice(0, call.query.top ?? 10).map((user) => ({
    id: user['id'],
    displayName: user['displayName'],
    givenName: user['givenName'],
    surname: user['surname'],
    jobTitle: user['jobTitle'],
    userPrincipalName: user['userPrincipalName'],
    scoredEmailAddresses: [{ address: user['mail'], relevanceScore: 1 }],
    phones: [],
    personType: { class: 'Person', subclass: 'OrganizationUser' },
  }));
  const context = graphContext(call, `users('${call.mailbox.id}')/people`);
  return { status: 200, body: { '@odata.context': context, value } };
};

const mostIds = 1_000;

/** Directory objects by id; the sandbox's directory has users only. */
export const getByIds: Handler = async (call) => {
  const { ids, types } = jsonBody(call);
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string') || ids.length > mostIds) {
    throw new GraphError(400, 'Request_BadRequest', `ids must hold 1 to ${mostIds} strings.`);
  }
  const isForUsers =
    !Array.isArray(types) ||
    types.length === 0 ||
    types.some((one) => ['user', 'directoryobject'].includes(String(one).toLowerCase()));
  const users = isForUsers ? await call.graph.users() : [];
  const value = users
    .filter((user) => ids.includes(String(user['id'])))
    .map((user) => ({
      '@odata.type': '#microsoft.graph.user',
      ...pick(user, new Set(servedByDefault)),
    }));
  return { status: 200, body: { '@odata.context': graphContext(call, 'directoryObjects'), value } };
};
