import {
  createOnly,
  doubles,
  entityNames,
  guids,
  integers,
  lookups,
  memos,
  picklists,
  readOnly,
  texts,
} from '../columns.ts';
import { audit, currency, imported, timeZones } from '../common.ts';
import { table } from '../define.ts';
import { addressTypes, freightTerms, shippingMethods } from '../option-sets.ts';

export const customeraddress = table({
  schemaName: 'CustomerAddress',
  entitySet: 'customeraddresses',
  label: 'Address',
  collectionLabel: 'Addresses',
  objectTypeCode: 1071,
  primaryName: 'name',
  ownership: 'none',
  privilege: 'Contact',
  required: 'objecttypecode parentid',
  wanted: 'line1 name ownerid',
  columns: {
    ...audit,
    ...imported,
    ...timeZones,
    ...currency,
    ...texts({
      4: 'UPSZone',
      20: 'PostalCode PostOfficeBox',
      50: 'County Fax StateOrProvince Telephone1 Telephone2 Telephone3',
      80: 'City Country',
      150: 'PrimaryContactName',
      200: 'Name',
      250: 'Line1 Line2 Line3',
    }),
    ...memos({ 1000: 'Composite' }, readOnly),
    ...integers('AddressNumber', { min: 0, max: 1_000_000_000 }),
    ...integers('UTCOffset', { min: -1500, max: 1500 }),
    ...doubles('Latitude', { min: -90, max: 90 }),
    ...doubles('Longitude', { min: -180, max: 180 }),
    ...guids('CustomerAddressId', createOnly),
    ...entityNames('ObjectTypeCode'),
    ...picklists({
      AddressTypeCode: addressTypes,
      FreightTermsCode: freightTerms,
      ShippingMethodCode: shippingMethods,
    }),
    ...lookups(
      { OwnerId: 'systemuser team', OwningBusinessUnit: 'businessunit', OwningUser: 'systemuser' },
      readOnly,
    ),
    ...lookups({ ParentId: 'account contact' }, { onDelete: 'cascade' }),
  },
});
