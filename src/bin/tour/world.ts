import { passwordToken } from '../local/password-token.ts';
import type { LocalProcess } from '../local/spawn-local.ts';

export type Urls = LocalProcess['urls'];

interface Answer {
  id: string;
  value: Found[];
}

/** A message or an event, as far as the tour looks at it. */
interface Found {
  id: string;
  subject: string;
  hasAttachments?: boolean;
  start?: { dateTime: string };
}

const json = { 'content-type': 'application/json' };

/** The mailbox of a person of the sandbox, as their other programs use it. */
export class Mailbox {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async of(urls: Urls, person: string): Promise<Mailbox> {
    const token = await passwordToken(urls.entra, person, `${urls.graph}/.default`);
    return new Mailbox(`${urls.graph}/v1.0/me`, token);
  }

  /** `path` is below `/me`. */
  async call(path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<Answer> {
    const answer = await fetch(this.#url + path, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, ...json },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text || '{}') as Answer;
  }

  /** The newest message of the inbox whose subject holds `text`: where Outlook shows it. */
  async message(text: string, hasFiles = false): Promise<string> {
    const path = '/mailFolders/inbox/messages?$select=subject,hasAttachments&$top=500';
    const { value } = await this.call(path);
    const found = value.find(
      ({ subject, hasAttachments }) => subject.includes(text) && (!hasFiles || hasAttachments),
    );
    if (!found) throw new Error(`no message ${text}`);
    return `#/mail/inbox/${encodeURIComponent(found.id)}`;
  }

  /** The first meeting of the days around now whose subject holds `text`: where Outlook shows it. */
  async meeting(text: string): Promise<string> {
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString();
    const window = `startDateTime=${day(0)}&endDateTime=${day(21)}`;
    const { value } = await this.call(`/calendarView?${window}&$select=subject,start&$top=200`);
    const found = value.find(({ subject }) => subject.includes(text));
    if (!found) throw new Error(`no meeting ${text}`);
    const { id, start } = found;
    return `#/calendar/${start?.dateTime.slice(0, 10)}/${encodeURIComponent(id)}`;
  }
}

const contacts = [
  ['Ilona', 'Nagy', 'Acél Kft.'],
  ['Béla', 'Kis', ''],
  ['Zoë', 'van der Meer-Papadopoulos', 'Rotterdam Measuring Instruments'],
];

async function addContacts(mailbox: Mailbox): Promise<void> {
  for (const [givenName = '', surname, companyName] of contacts) {
    await mailbox.call('/contacts', {
      givenName,
      surname,
      companyName,
      jobTitle: 'Buyer',
      emailAddresses: [{ address: `${givenName.toLowerCase()}@elsewhere.example` }],
      businessPhones: ['+36 1 234 5678'],
    });
  }
}

async function addTasks(mailbox: Mailbox): Promise<void> {
  const lists = await mailbox.call("/todo/lists?$filter=wellknownListName eq 'defaultList'");
  const list = `/todo/lists/${lists.value[0]?.id ?? ''}/tasks`;
  const inFourDays = new Date(Date.now() + 4 * 86_400_000).toISOString().slice(0, 10);
  const dueDateTime = { dateTime: `${inFourDays}T00:00:00`, timeZone: 'UTC' };
  await mailbox.call(list, { title: 'Send the offer', dueDateTime, importance: 'high' });
  await mailbox.call(list, { title: 'Read the new price list' });
  const range = { type: 'noEnd', startDate: inFourDays };
  const recurrence = { pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] }, range };
  await mailbox.call(list, { title: 'Plan the week', dueDateTime, recurrence });
}

/** A meeting of somebody with somebody else. */
async function invite(
  organizer: Mailbox,
  address: string,
  subject: string,
  inDays: number,
): Promise<void> {
  const day = new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 10);
  await organizer.call('/events', {
    subject,
    start: { dateTime: `${day}T10:00:00`, timeZone: 'UTC' },
    end: { dateTime: `${day}T11:00:00`, timeZone: 'UTC' },
    attendees: [{ type: 'required', emailAddress: { address } }],
  });
}

/** The person the tour is of, and a colleague who is never in it. */
export const alice = 'alice.harper@fabrikam.example';
const martin = 'martin.ellery@fabrikam.example';

/** What the tour shows besides the demo organisation; answers the person's mailbox. */
export async function furnish(urls: Urls): Promise<Mailbox> {
  const mailbox = await Mailbox.of(urls, alice);
  await addContacts(mailbox);
  await addTasks(mailbox);
  await invite(mailbox, 'philippa.moss@contoso.example', 'Signing of the renewal', 9);
  const colleague = await Mailbox.of(urls, martin);
  await invite(colleague, alice, 'Planning of the next quarter', 30);
  return mailbox;
}

/** A fault of the CRM, see docs/sandbox.md; answers how to end it. */
export async function spoilCrm({ dataverse }: Urls, fault: object): Promise<() => Promise<void>> {
  const faults = `${dataverse}/_sandbox/faults`;
  const set = await fetch(faults, { method: 'POST', headers: json, body: JSON.stringify(fault) });
  if (!set.ok) throw new Error(await set.text());
  const { id } = (await set.json()) as { id: string };
  return async () => {
    await fetch(`${faults}/${id}`, { method: 'DELETE' });
  };
}
