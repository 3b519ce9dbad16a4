import { describe, expect, test } from '@jest/globals';
import { connectionsOf } from '../../../src/adapters/dataverse/records/connections.ts';

const formatted = '@OData.Community.Display.V1.FormattedValue';
const lookup = (column: string, id: string, name: string, table: string) => ({
  [column]: id,
  [`${column}${formatted}`]: name,
  [`${column}@Microsoft.Dynamics.CRM.lookuplogicalname`]: table,
});
const carla = (side: 1 | 2) => lookup(`_record${side}id_value`, 'c-1', 'Carla', 'contact');
const deal = (side: 1 | 2) => lookup(`_record${side}id_value`, 'd-1', 'Forty', 'opportunity');
const decides = (side: 1 | 2) =>
  lookup(`_record${side}roleid_value`, 'r-1', 'Decision Maker', 'connectionrole');

const there = {
  connectionid: 'x-1',
  _relatedconnectionid_value: 'x-2',
  ...deal(1),
  ...carla(2),
  ...decides(2),
};
const back = {
  connectionid: 'x-2',
  _relatedconnectionid_value: 'x-1',
  ...carla(1),
  ...deal(2),
  ...decides(1),
};

describe('The connections of a record (L-04)', () => {
  test('Name the other record with what it is, whichever side it is on', () => {
    const expected = { table: 'contact', id: 'c-1', name: 'Carla', role: 'Decision Maker' };
    const record = { table: 'opportunity', id: 'D-1' };
    expect(connectionsOf(record, [there])).toMatchObject([{ ...expected, ownRole: '' }]);
    expect(connectionsOf(record, [back])).toMatchObject([{ ...expected, ownRole: '' }]);
  });

  test('Say what the record itself is to the other', () => {
    expect(connectionsOf({ table: 'contact', id: 'c-1' }, [there])).toMatchObject([
      { table: 'opportunity', name: 'Forty', role: '', ownRole: 'Decision Maker' },
    ]);
  });

  test('Are shown once where the CRM keeps them from both sides', () => {
    expect(connectionsOf({ table: 'contact', id: 'c-1' }, [there, back])).toHaveLength(1);
    const second = { ...there, connectionid: 'x-3', _relatedconnectionid_value: null };
    expect(connectionsOf({ table: 'contact', id: 'c-1' }, [there, back, second])).toHaveLength(2);
  });
});
