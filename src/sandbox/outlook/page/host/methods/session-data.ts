import {
  type Call,
  composeItemOf,
  type Method,
  officeError,
  OfficeError,
  stringOf,
} from '../method.ts';

/** Characters of all names and values of one add-in in one item. */
const limit = 50_000;

const dataOf = (call: Call) => composeItemOf(call).sessionData;

function known(call: Call): string {
  const name = stringOf(call.params['name']);
  if (!dataOf(call).has(name)) throw new OfficeError(officeError.keyNotFound, `No key ${name}.`);
  return name;
}

function set(call: Call): void {
  const next = new Map(dataOf(call));
  const name = stringOf(call.params['name']);
  const value = stringOf(call.params['value']);
  next.set(name, value);
  if (JSON.stringify([...next]).length > limit) {
    throw new OfficeError(officeError.sessionDataTooLong, 'The session data is too long.');
  }
  dataOf(call).set(name, value);
}

/** What an add-in keeps for as long as the form is open, by dispatch id. */
export const sessionDataMethods: Record<number, Method> = {
  185: { name: 'sessionData.setAsync', level: 2, run: set },
  186: {
    name: 'sessionData.getAsync',
    level: 2,
    run: (call) => dataOf(call).get(known(call)),
  },
  187: {
    name: 'sessionData.getAllAsync',
    level: 2,
    run: (call) => Object.fromEntries(dataOf(call)),
  },
  188: { name: 'sessionData.clearAsync', level: 2, run: (call) => dataOf(call).clear() },
  189: {
    name: 'sessionData.removeAsync',
    level: 2,
    run: (call) => void dataOf(call).delete(known(call)),
  },
};
