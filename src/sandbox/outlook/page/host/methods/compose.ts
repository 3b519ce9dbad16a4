import { hostPerson } from '../host-person.ts';
import type { MailPerson, PeopleField } from '../compose-item.ts';
import { peopleFields } from '../compose-item.ts';
import {
  type Call,
  composeItemOf,
  messageOf,
  type Method,
  numberOf,
  officeError,
  OfficeError,
  stringOf,
  stringsOf,
} from '../method.ts';

/** In all fields of one item; office.js itself limits one call to 100. */
const maxRecipients = 500;

const fieldOf = ({ params }: Call): PeopleField =>
  peopleFields[numberOf(params['recipientField'])] ?? 'to';

function peopleOf({ params }: Call): MailPerson[] {
  const list: unknown[] = Array.isArray(params['recipientArray']) ? params['recipientArray'] : [];
  return list.map((entry) => {
    const { name, address } = entry as Partial<MailPerson>;
    return { name: stringOf(name) || stringOf(address), address: stringOf(address) };
  });
}

function setPeople(call: Call, people: readonly MailPerson[]): void {
  const item = composeItemOf(call);
  const field = fieldOf(call);
  const others = peopleFields
    .filter((other) => other !== field)
    .reduce((count, other) => count + item.people(other).length, 0);
  if (others + people.length > maxRecipients) {
    throw new OfficeError(officeError.tooManyRecipients, 'There are too many recipients.');
  }
  item.setPeople(field, people);
}

function addPeople(call: Call): void {
  const existing = composeItemOf(call).people(fieldOf(call));
  const known = new Set(existing.map(({ address }) => address.toLowerCase()));
  const added = peopleOf(call).filter(({ address }) => !known.has(address.toLowerCase()));
  setPeople(call, [...existing, ...added]);
}

function itemId(call: Call): string {
  const id = composeItemOf(call).savedId();
  if (id === undefined) throw new OfficeError(officeError.itemNotSaved, 'It is not saved.');
  return id;
}

function setHeaders(call: Call): void {
  const pairs = call.params['internetHeaderNameValuePairs'];
  messageOf(call).setInternetHeaders(pairs as Record<string, string>);
}

/** Methods of a message or an appointment being written, by dispatch id. */
export const composeMethods: Record<number, Method> = {
  15: {
    name: 'recipients.getAsync',
    level: 1,
    run: (call) => composeItemOf(call).people(fieldOf(call)).map(hostPerson),
  },
  17: {
    name: 'subject.setAsync',
    level: 2,
    run: (call) => composeItemOf(call).setSubject(stringOf(call.params['subject'])),
  },
  18: { name: 'subject.getAsync', level: 1, run: (call) => composeItemOf(call).subject() },
  21: { name: 'recipients.setAsync', level: 2, run: (call) => setPeople(call, peopleOf(call)) },
  22: { name: 'recipients.addAsync', level: 2, run: addPeople },
  32: { name: 'item.saveAsync', level: 2, run: (call) => composeItemOf(call).save() },
  41: { name: 'item.close', level: 0, run: (call) => composeItemOf(call).close() },
  107: {
    name: 'from.getAsync',
    level: 1,
    run: (call) => hostPerson(composeItemOf(call).writer),
  },
  152: { name: 'internetHeaders.setAsync', level: 2, run: setHeaders },
  153: {
    name: 'internetHeaders.removeAsync',
    level: 2,
    run: (call) =>
      messageOf(call).removeInternetHeaders(stringsOf(call.params['internetHeaderKeys'])),
  },
  164: { name: 'item.getItemIdAsync', level: 1, run: itemId },
  166: {
    name: 'delayDeliveryTime.getAsync',
    level: 1,
    // A message that is read was delivered: nothing is left to wait for.
    run: (call) => (call.item?.kind === 'messageCompose' ? call.item.deliverAt() : 0),
  },
  167: {
    name: 'delayDeliveryTime.setAsync',
    level: 2,
    run: (call) => messageOf(call).setDeliverAt(numberOf(call.params['time'])),
  },
  174: {
    name: 'item.getComposeTypeAsync',
    level: 1,
    run: (call) => ({ composeType: messageOf(call).composeType, coercionType: 'html' }),
  },
  175: {
    name: 'item.isClientSignatureEnabledAsync',
    level: 1,
    // Nobody here has a signature that Outlook itself would add.
    run: (call) => {
      composeItemOf(call);
      return false;
    },
  },
  176: {
    name: 'item.disableClientSignatureAsync',
    level: 2,
    run: (call) => void composeItemOf(call),
  },
};
