import {
  createOnly,
  decimals,
  entityImage,
  guids,
  integers,
  lookups,
  readOnly,
  activeOrInactive,
  texts,
} from '../columns.ts';
import { audit, imported } from '../common.ts';
import { table } from '../define.ts';

export const transactioncurrency = table({
  schemaName: 'TransactionCurrency',
  entitySet: 'transactioncurrencies',
  label: 'Currency',
  collectionLabel: 'Currencies',
  objectTypeCode: 9105,
  primaryName: 'currencyname',
  ownership: 'organization',
  isChangeTracked: true,
  required: 'currencyname currencysymbol exchangerate isocurrencycode',
  filled: 'currencyprecision',
  initial: { currencyprecision: 2 },
  columns: {
    ...audit,
    ...imported,
    ...entityImage,
    ...texts({
      10: 'CurrencySymbol',
      100: 'CurrencyName',
    }),
    ...texts({ 5: 'ISOCurrencyCode' }, createOnly),
    ...integers('CurrencyPrecision', { min: 0, max: 4 }),
    ...decimals('ExchangeRate', { min: 1e-10, precision: 10 }),
    ...guids('TransactionCurrencyId', createOnly),
    ...guids('UniqueDscId', readOnly),
    ...lookups({ OrganizationId: 'organization' }, readOnly),
    ...activeOrInactive,
  },
});
