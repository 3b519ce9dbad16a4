import { personTables } from '../../domain/people/match.ts';
import type { Candidate, PersonTable } from '../../domain/people/match.ts';
import type { CrmUser } from '../../ports/crm.ts';
import { get } from './dataverse-client.ts';
import type { BatchRequest } from './batch.ts';
import { inColumn, parameter } from './literal.ts';
import type { TableFacts } from './table-metadata.ts';
import { detailOf, idOf, text } from './tables.ts';
import type { Row } from './tables.ts';

export interface PersonSource {
  table: PersonTable;
  entitySet: string;
  id: string;
  addresses: string[];
  detail: string[];
  /** Name columns, the first that is filled. */
  name: string;
  isActive: (row: Row) => boolean;
  /** Null: its rows are always active. */
  stateColumn: string | null;
  ownerColumn: string | null;
  /** See `Candidate.partySet`. */
  partySet?: string | null;
}

const parentColumn = '_parentcustomerid_value';
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

/** Columns in which the addresses of people are; anything else with an address is not a person's. */
const sourceOf = (facts: TableFacts): PersonSource => ({
  table: facts.name,
  entitySet: facts.entitySet,
  id: facts.id,
  name: facts.primaryName,
  addresses: facts.emails,
  detail: [],
  isActive: facts.hasState ? isOpen : () => true,
  stateColumn: facts.hasState ? 'statecode' : null,
  ownerColumn: facts.isOwned ? '_ownerid_value' : null,
  partySet: facts.isParty ? facts.entitySet : null,
});

/**
 * Every e-mail column of every table whose records can be people on an item (§1.5.2, 1): those all
 * organisations have, and this one's own. What merely repeats its customer's address, as cases and
 * opportunities do, is nobody.
 */
export function sourcesIn(tables: readonly TableFacts[]): PersonSource[] {
  const byName = new Map(tables.map((facts) => [facts.name, facts]));
  const known = personSources.map((source) => ({
    ...source,
    addresses: [...new Set([...source.addresses, ...(byName.get(source.table)?.emails ?? [])])],
  }));
  const isKnown = new Set(personSources.map(({ table }) => table));
  const others = tables
    .filter(
      ({ name, emails, isActivity }) => emails.length > 0 && !isActivity && !isKnown.has(name),
    )
    .filter(({ name, isCustom }) => isCustom || personTables.includes(name));
  return [...known, ...others.map(sourceOf)];
}

/** Addresses a request; a request's URL must stay below 64 KB inside a batch (wire.md 1.1). */
const chunkSize = 100;
const rowLimit = 500;

export const chunksOf = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / chunkSize) }, (_, index) =>
    items.slice(index * chunkSize, (index + 1) * chunkSize),
  );

/** The columns a candidate is made of. */
export const selectOf = (source: PersonSource): string =>
  [
    source.id,
    source.name,
    ...source.addresses,
    ...source.detail,
    ...(source.stateColumn ? [source.stateColumn] : []),
    'createdon',
    ...(source.ownerColumn ? [source.ownerColumn] : []),
    ...(source.table === 'systemuser' ? ['azureactivedirectoryobjectid'] : []),
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
  parent: source.detail.includes(parentColumn) ? idOf(row, parentColumn) : null,
  ...(source.partySet !== undefined && { partySet: source.partySet }),
  ...(source.table === 'systemuser' && {
    userId: text(row, 'azureactivedirectoryobjectid').toLowerCase(),
  }),
});

export const userOf = (row: Row): CrmUser => ({
  id: text(row, 'systemuserid'),
  userId: text(row, 'azureactivedirectoryobjectid').toLowerCase(),
  name: text(row, 'fullname'),
});
