import { truncate } from '../../../lib/truncate.ts';
import { ComposeError, noCursor } from './compose-error.ts';
import type { Compose, Insertion, PeopleList } from './compose.ts';
import { limits } from './limits.ts';
import { createOfficeCalls, inWords, OfficeFailure, type OfficeCalls } from './office-call.ts';

type Item = Office.MessageCompose | Office.AppointmentCompose;
type Recipients = Partial<Record<PeopleList, Office.Recipients>>;

/** Spelled out: not every host's library has the enums. */
const html = { coercionType: 'html' };
const text = { coercionType: 'text' };

const recipientsOf = (item: Item): Recipients =>
  'requiredAttendees' in item
    ? { required: item.requiredAttendees, optional: item.optionalAttendees }
    : { to: item.to, cc: item.cc, bcc: item.bcc };

/** Older hosts lack methods and objects the types promise. */
const has = (owner: object | undefined, method: string): boolean =>
  typeof (owner as Record<string, unknown> | undefined)?.[method] === 'function';

/** Refuses here what Office.js would refuse with an error that says less. */
const within = (length: number, limit: number, problem: ComposeError['problem']): void => {
  if (length > limit) throw new ComposeError(problem);
};

const insert =
  (item: Item, call: OfficeCalls) =>
  async (content: Insertion): Promise<void> => {
    const type = await call<string>((done) => item.body.getTypeAsync(done as never));
    const [data, options] = type === 'html' ? [content.html, html] : [content.text, text];
    within(data.length, limits.text, 'text-too-long');
    try {
      await call((done) => item.body.setSelectedDataAsync(data, options, done));
    } catch (error) {
      if (!(error instanceof OfficeFailure && error.code === noCursor)) throw error;
      await call((done) => item.body.prependAsync(data, options, done));
    }
  };

const fillSubject =
  (item: Item, call: OfficeCalls) =>
  async (subject: string): Promise<boolean> => {
    const known = await call<string>((done) => item.subject.getAsync(done));
    if (known.trim() !== '' || subject.trim() === '') return false;
    const short = truncate(subject, limits.subject);
    await call((done) => item.subject.setAsync(short, done));
    return true;
  };

const attach =
  (item: Item, call: OfficeCalls) =>
  async ({ name, content }: { name: string; content: string }): Promise<void> => {
    within(content.length, limits.file, 'file-too-large');
    const short = name.slice(-limits.fileName);
    await call<string>((done) => item.addFileAttachmentFromBase64Async(content, short, done));
  };

const addPeople =
  (recipients: Recipients, call: OfficeCalls): NonNullable<Compose['addPeople']> =>
  async (list, people) => {
    within(people.length, limits.people, 'too-many-people');
    const added = people.map(({ name, address }) => ({ displayName: name, emailAddress: address }));
    await call((done) => recipients[list]?.addAsync(added, done));
  };

/** Every function's failures in words. */
const spoken =
  <A extends unknown[], T>(run: (...input: A) => Promise<T>) =>
  (...input: A): Promise<T> =>
    inWords(run(...input));

/**
 * What this Outlook lets be done to the item that is being written.
 * @param onSaved told the REST id each time the draft is saved
 */
export function createCompose(
  mailbox: Office.Mailbox,
  item: Item,
  onSaved: (id: string) => void,
): Compose {
  const call = createOfficeCalls();
  const recipients = recipientsOf(item);
  const lists = (Object.keys(recipients) as PeopleList[]).filter((list) => recipients[list]);
  const save = async (): Promise<string> => {
    const id = await call<string>((done) => item.saveAsync(done));
    const restId = mailbox.convertToRestId(id, 'v2.0');
    onSaved(restId);
    return restId;
  };
  return {
    lists,
    ...(has(item, 'saveAsync') && { save: spoken(save) }),
    ...(has(item.body, 'setSelectedDataAsync') && { insert: spoken(insert(item, call)) }),
    ...(has(item.subject, 'setAsync') && { fillSubject: spoken(fillSubject(item, call)) }),
    ...(has(item, 'addFileAttachmentFromBase64Async') && {
      attach: spoken(attach(item, call)),
    }),
    ...(lists.length > 0 && { addPeople: spoken(addPeople(recipients, call)) }),
  };
}
