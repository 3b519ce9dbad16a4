import type { Candidate, PersonTable } from '../../domain/people/match.ts';
import type { CrmUser } from '../../ports/crm.ts';
import { get } from './dataverse-client.ts';
import type { BatchRequest } from './batch.ts';
import { inColumn, parameter } from './literal.ts';
import { detailOf, text } from './tables.ts';
import type { Row } from './tables.ts';

interface PersonSource {
  table: PersonTable;
  entitySet: string;
  id: string;
  addresses: string[];
  detail: string[];
  /** Name columns, the first that is filled. */
  name: string;
  isActive: (row: Row) => boolean;
  stateColumn: string;
  ownerColumn: string | null;
}

const addressColumns = ['emailaddress1', 'emailaddress2', 'emailaddress3'];
const isOpen = (row: Row): boolean => row['statecode'] === 0;

const withAddresses = (
  table: PersonTable,
  rest: Pick<PersonSource, 'id' | 'entitySet' | 'name' | 'detail'>,
): PersonSource => ({
  ...rest,
  table,
  addresses: addressColumns,
  isActive: isOpen,
  stateColumn: 'statecode',
  ownerColumn: '_ownerid_value',
});

const users: PersonSource = {
  table: 'systemuser',
  entitySet: 'systemusers',
  id: 'systemuserid',
  name: 'fullname',
  addresses: ['internalemailaddress'],
  detail: ['jobtitle'],
  isActive: (row) => row['isdisabled'] === false,
  stateColumn: 'isdisabled',
  ownerColumn: null,
};

export const personSources: readonly PersonSource[] = [
  withAddresses('contact', {
    entitySet: 'contacts',
    id: 'contactid',
    name: 'fullname',
    detail: ['jobtitle', '_parentcustomerid_value'],
  }),
  withAddresses('account', {
    entitySet: 'accounts',
    id: 'accountid',
    name: 'name',
    detail: ['address1_city'],
  }),
  withAddresses('lead', {
    entitySet: 'leads',
    id: 'leadid',
    name: 'fullname',
    detail: ['companyname'],
  }),
  users,
];

/** Addresses a request; a request's URL must stay below 64 KB inside a batch (wire.md 1.1). */
const chunkSize = 100;
const rowLimit = 500;

export const chunksOf = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / chunkSize) }, (_, index) =>
    items.slice(index * chunkSize, (index + 1) * chunkSize),
  );

const selectOf = (source: PersonSource): string =>
  [
    source.id,
    source.name,
    ...source.addresses,
    ...source.detail,
    source.stateColumn,
    'createdon',
    ...(source.ownerColumn ? [source.ownerColumn] : ['azureactivedirectoryobjectid']),
  ].join(',');

function rowsWith(source: PersonSource, filter: string, parameters: string[]): BatchRequest {
  const query = [
    `$select=${selectOf(source)}`,
    parameter('$filter', filter),
    `$top=${rowLimit}`,
    ...parameters,
  ];
  return get(`${source.entitySet}?${query.join('&')}`);
}

/** The rows of one table that have one of the addresses. */
export const byAddress = (source: PersonSource, addresses: string[]): BatchRequest =>
  rowsWith(source, source.addresses.map((column) => inColumn(column, '@v')).join(' or '), [
    parameter('@v', JSON.stringify(addresses)),
  ]);

/** System users by their Entra object ids. */
export const usersByObjectId = (ids: string[]): BatchRequest =>
  rowsWith(users, ids.map((id) => `azureactivedirectoryobjectid eq ${id}`).join(' or '), []);

export const candidateOf = (source: PersonSource, row: Row): Candidate => ({
  table: source.table,
  id: text(row, source.id),
  name: text(row, source.name),
  detail: detailOf(row, source.detail),
  addresses: source.addresses.map((column) => text(row, column)).filter((value) => value !== ''),
  active: source.isActive(row),
  ownerId: source.ownerColumn ? text(row, source.ownerColumn) || null : null,
  createdOn: text(row, 'createdon'),
});

export const userOf = (row: Row): CrmUser => ({
  id: text(row, 'systemuserid'),
  userId: text(row, 'azureactivedirectoryobjectid').toLowerCase(),
  name: text(row, 'fullname'),
});
