import type { DirectoryUser } from '../../entra/door.ts';
import type { Mailbox } from '../call.ts';
import type { Json } from '../store/schema.ts';

/** Properties of a user; those after the gap only where `$select` names them. */
export const userProperties = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',

  'accountEnabled',
  'userType',
  'proxyAddresses',
  'mailNickname',
  'otherMails',
  'companyName',
  'department',
  'createdDateTime',
] as const;
const onlySelected = userProperties.slice(userProperties.indexOf('accountEnabled'));

export const servedByDefault: ReadonlySet<string> = new Set(
  userProperties.filter((name) => !onlySelected.includes(name)).map((name) => name.toLowerCase()),
);

/** Declared properties that nobody of the sandbox has set. */
const unset = [
  'ageGroup',
  'city',
  'consentProvidedForMinor',
  'country',
  'creationType',
  'employeeId',
  'employeeType',
  'faxNumber',
  'onPremisesDistinguishedName',
  'onPremisesDomainName',
  'onPremisesImmutableId',
  'onPremisesLastSyncDateTime',
  'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier',
  'onPremisesSyncEnabled',
  'onPremisesUserPrincipalName',
  'passwordPolicies',
  'postalCode',
  'preferredDataLocation',
  'securityIdentifier',
  'showInAddressList',
  'state',
  'streetAddress',
  'usageLocation',
] as const;

/** Everything that can be selected of a user. */
export const selectableProperties: readonly string[] = [...userProperties, ...unset, 'imAddresses'];

const nameOf = (address: string): string => address.split('@')[0] ?? '';

const common = (address: string): Json => ({
  ...Object.fromEntries(unset.map((name) => [name, null])),
  imAddresses: [],
  businessPhones: [],
  mobilePhone: null,
  officeLocation: null,
  userType: 'Member',
  proxyAddresses: [`SMTP:${address}`],
  mailNickname: nameOf(address),
  otherMails: [],
  companyName: null,
  department: null,
  createdDateTime: null,
});

/** A person of the tenant as Graph serves it. */
export const graphUser = (user: DirectoryUser): Json => ({
  ...common(user.mail),
  displayName: user.displayName,
  givenName: user.givenName,
  jobTitle: user.jobTitle,
  mail: user.mail,
  preferredLanguage: user.preferredLanguage,
  surname: user.surname,
  userPrincipalName: user.mail,
  id: user.id,
  accountEnabled: true,
});

/** The account behind a shared mailbox: nobody signs in with it. */
export const sharedAccount = ({ id, name, address }: Mailbox): Json => ({
  ...common(address),
  displayName: name,
  givenName: null,
  jobTitle: null,
  mail: address,
  preferredLanguage: null,
  surname: null,
  userPrincipalName: address,
  id,
  accountEnabled: false,
});

/** Everybody of the tenant: its people, and the accounts of mailboxes that are nobody's. */
export function allUsers(people: DirectoryUser[], mailboxes: Mailbox[]): Json[] {
  const ids = new Set(people.map(({ id }) => id));
  return [
    ...people.map(graphUser),
    ...mailboxes.filter(({ id }) => !ids.has(id)).map(sharedAccount),
  ];
}
