import type { ColumnKind } from '../metadata/index.ts';

/** The type a column has in answers and in `$metadata`. */
export const edmTypes: Record<ColumnKind, string> = {
  string: 'Edm.String',
  memo: 'Edm.String',
  integer: 'Edm.Int32',
  bigint: 'Edm.Int64',
  decimal: 'Edm.Decimal',
  double: 'Edm.Double',
  money: 'Edm.Decimal',
  boolean: 'Edm.Boolean',
  datetime: 'Edm.DateTimeOffset',
  date: 'Edm.Date',
  guid: 'Edm.Guid',
  picklist: 'Edm.Int32',
  multipicklist: 'Edm.String',
  state: 'Edm.Int32',
  status: 'Edm.Int32',
  entityname: 'Edm.String',
  image: 'Edm.Binary',
  lookup: 'Edm.Guid',
};
