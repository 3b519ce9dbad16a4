import {
  booleans,
  createOnly,
  doubles,
  guids,
  integers,
  lookups,
  memos,
  noYes,
  picklists,
  readOnly,
  texts,
  unlimited,
  updateOnly,
} from '../columns.ts';
import { audit, currency, imported } from '../common.ts';
import { table } from '../define.ts';
import { byDefault } from '../option-sets.ts';

export const businessunit = table({
  schemaName: 'BusinessUnit',
  objectTypeCode: 10,
  primaryName: 'name',
  ownership: 'business',
  isChangeTracked: true,
  refuses: ['DELETE'],
  required: 'name',
  wanted: 'parentbusinessunitid',
  columns: {
    ...audit,
    ...imported,
    ...currency,
    ...texts({
      4: 'Address1_UPSZone Address2_UPSZone',
      10: 'TickerSymbol',
      20: `
        Address1_PostalCode Address1_PostOfficeBox Address2_PostalCode Address2_PostOfficeBox
        StockExchange
      `,
      50: `
        Address1_County Address1_Fax Address1_StateOrProvince Address1_Telephone1
        Address1_Telephone2 Address1_Telephone3 Address2_County Address2_Fax
        Address2_StateOrProvince Address2_Telephone1 Address2_Telephone2 Address2_Telephone3
      `,
      80: 'Address1_City Address1_Country Address2_City Address2_Country',
      100: 'Address1_Name Address2_Name CostCenter DivisionName EMailAddress FileAsName',
      160: 'Name',
      200: 'FtpSiteUrl WebSiteUrl',
      250: `
        Address1_Line1 Address1_Line2 Address1_Line3 Address2_Line1 Address2_Line2
        Address2_Line3
      `,
    }),
    ...texts({ 500: 'DisabledReason' }, readOnly),
    ...memos({
      2000: 'Description',
      [unlimited]: 'Picture',
    }),
    ...integers('Address1_UTCOffset Address2_UTCOffset UTCOffset', { min: -1500, max: 1500 }),
    ...integers('InheritanceMask', { ...createOnly, min: 0, max: 1_000_000_000 }),
    ...doubles('Address1_Latitude Address2_Latitude', { min: -90, max: 90 }),
    ...doubles('Address1_Longitude Address2_Longitude', { min: -180, max: 180 }),
    ...doubles('CreditLimit', { min: 0, max: 1_000_000_000, precision: 2 }),
    ...guids('Address1_AddressId Address2_AddressId'),
    ...guids('BusinessUnitId', createOnly),
    ...guids('UserGroupId', readOnly),
    ...booleans('IsDisabled', false, noYes, updateOnly),
    ...booleans('WorkflowSuspended', false),
    ...picklists({
      Address1_AddressTypeCode: byDefault,
      Address1_ShippingMethodCode: byDefault,
      Address2_AddressTypeCode: byDefault,
      Address2_ShippingMethodCode: byDefault,
    }),
    ...lookups({ CalendarId: 'calendar', ParentBusinessUnitId: 'businessunit' }),
    ...lookups({ OrganizationId: 'organization' }, readOnly),
  },
  collections: {
    business_unit_system_users: { table: 'systemuser', via: 'businessunitid' },
    business_unit_teams: { table: 'team', via: 'businessunitid' },
    business_unit_roles: { table: 'role', via: 'businessunitid' },
    business_unit_parent_business_unit: { table: 'businessunit', via: 'parentbusinessunitid' },
    business_unit_queues: { table: 'queue', via: 'businessunitid' },
  },
});
