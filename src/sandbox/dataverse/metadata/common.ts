import {
  booleans,
  bigints,
  createOnly,
  datetimes,
  days,
  decimals,
  doubles,
  entityNames,
  guids,
  integers,
  lookup,
  lookups,
  memos,
  noYes,
  picklists,
  readOnly,
  texts,
} from './columns.ts';
import { priority } from './option-sets.ts';
import type { Columns } from './types.ts';

/** Who made and changed a row, when, and its version. */
export const audit: Columns = {
  ...datetimes('CreatedOn ModifiedOn', readOnly),
  ...lookups(
    {
      CreatedBy: 'systemuser',
      ModifiedBy: 'systemuser',
      CreatedOnBehalfBy: 'systemuser',
      ModifiedOnBehalfBy: 'systemuser',
    },
    readOnly,
  ),
  ...bigints('VersionNumber', readOnly),
};

/** Columns of a user-owned row. `ownerid` is bound as `ownerid` whether user or team. */
export const owned: Columns = {
  ...audit,
  ...lookup(
    'OwnerId',
    { ownerid: 'systemuser' },
    { targets: ['systemuser', 'team'], requiredLevel: 'system' },
  ),
  ...lookups(
    { OwningUser: 'systemuser', OwningTeam: 'team', OwningBusinessUnit: 'businessunit' },
    readOnly,
  ),
};

/** What imports and time zones leave on a row. */
export const imported: Columns = {
  ...integers('ImportSequenceNumber', createOnly),
  ...days('OverriddenCreatedOn', createOnly),
};
export const timeZones: Columns = integers('TimeZoneRuleVersionNumber UTCConversionTimeZoneCode', {
  min: -1,
});

/** The business process a row is in. */
export const process: Columns = {
  ...guids('ProcessId StageId'),
  ...texts({ 1250: 'TraversedPath' }),
};

/** A service level agreement's clock. */
export const serviceLevel: Columns = {
  ...lookups({ SLAId: 'sla' }),
  ...lookups({ SLAInvokedId: 'sla' }, readOnly),
  ...datetimes('LastOnHoldTime'),
  ...integers('OnHoldTime', readOnly),
};

export const currency: Columns = {
  ...lookups({ TransactionCurrencyId: 'transactioncurrency' }),
  ...decimals('ExchangeRate', { ...readOnly, min: 0.000_000_000_1, precision: 10 }),
};

/** What rows of customers, sales and service begin with. */
export const business: Columns = {
  ...owned,
  ...imported,
  ...timeZones,
  ...process,
  ...serviceLevel,
  ...currency,
};

/** What tables of customers and sales are, beside their columns. */
export const salesTable = {
  ownership: 'user',
  hasActivities: true,
  hasNotes: true,
  isParty: true,
  isConnectable: true,
  isChangeTracked: true,
  isDuplicateDetected: true,
  isSearched: true,
} as const;

export const emailAddresses: Columns = texts({ 100: 'EMailAddress1 EMailAddress2 EMailAddress3' });

/** Parts of a postal address; `Address1` gives `address1_line1` and so on. */
export function address(prefix: string, nameLength = 200): Columns {
  const name = (part: string) => part.replace(/\S+/g, `${prefix}_$&`);
  return {
    ...guids(name('AddressId')),
    ...texts({
      250: name('Line1 Line2 Line3'),
      100: name('PrimaryContactName'),
      80: name('City Country'),
      50: name('County Fax StateOrProvince Telephone1 Telephone2 Telephone3'),
      20: name('PostalCode PostOfficeBox'),
      4: name('UPSZone'),
    }),
    ...texts({ [nameLength]: name('Name') }),
    ...memos({ 1000: name('Composite') }, readOnly),
    ...doubles(name('Latitude'), { min: -90, max: 90 }),
    ...doubles(name('Longitude'), { min: -180, max: 180 }),
    ...integers(name('UTCOffset'), { min: -1500, max: 1500 }),
  };
}

const allow = ['Allow', 'Do Not Allow'] as const;

/** How a person or company may be reached. */
export const contactPermissions: Columns = {
  ...booleans('DoNotBulkEMail DoNotEMail DoNotFax DoNotPhone DoNotPostalMail', false, allow),
  ...booleans('DoNotSendMM', false, ['Send', 'Do Not Send']),
};

/** What every activity keeps, whatever its table; its regarding and states are its own. */
export const activityColumns: Columns = {
  ...guids('ActivityId', createOnly),
  ...entityNames('ActivityTypeCode', readOnly),
  ...datetimes('ScheduledStart ScheduledEnd SortDate'),
  ...days('ActualStart ActualEnd'),
  ...integers('ActualDurationMinutes', { min: 0 }),
  ...integers('ScheduledDurationMinutes', { ...readOnly, min: 0 }),
  ...picklists({ PriorityCode: priority }, { initial: 1 }),
  ...booleans('IsBilled IsWorkflowCreated', false),
  ...booleans('IsRegularActivity', true, noYes, readOnly),
  ...owned,
  ...currency,
  ...process,
  ...serviceLevel,
  ...timeZones,
};
