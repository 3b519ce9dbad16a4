import type {
  CrmContact,
  OutlookContact,
  OutlookContacts,
} from '../../../src/contracts/contact.ts';
import type { OutlookTask, OutlookTasks } from '../../../src/contracts/task.ts';

const uuid = (number: number): string =>
  `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;

export const contact = (number: number, change: Partial<OutlookContact> = {}): OutlookContact => ({
  id: `contact-${number}`,
  key: uuid(number),
  name: `Person ${number}`,
  jobTitle: 'Buyer',
  company: 'Fabrikam',
  email: `person${number}@fabrikam.com`,
  phone: '+36 1 234 5678',
  state: 'not-tracked',
  problem: null,
  url: null,
  recordId: null,
  account: null,
  ...change,
});

export const contacts = (
  list: OutlookContact[],
  change: Partial<OutlookContacts> = {},
): OutlookContacts => ({
  contacts: list,
  total: list.length,
  next: null,
  letters: [],
  pending: 0,
  can: { track: true, create: true, delete: true },
  ...change,
});

export const crmContact = (number: number, change: Partial<CrmContact> = {}): CrmContact => ({
  id: uuid(100 + number),
  name: `Record ${number}`,
  jobTitle: '',
  company: 'Fabrikam',
  email: `record${number}@fabrikam.com`,
  phone: '',
  url: 'https://contoso.crm4.dynamics.com/main.aspx?etn=contact',
  isInOutlook: false,
  ...change,
});

export const task = (number: number, change: Partial<OutlookTask> = {}): OutlookTask => ({
  listId: 'list',
  taskId: `task-${number}`,
  key: uuid(200 + number),
  title: `Task ${number}`,
  listName: 'Tasks',
  dueOn: null,
  status: 'notStarted',
  importance: 'normal',
  isRecurring: false,
  state: 'not-tracked',
  problem: null,
  url: null,
  regarding: null,
  ...change,
});

export const tasks = (list: OutlookTask[], change: Partial<OutlookTasks> = {}): OutlookTasks => ({
  tasks: list,
  total: list.length,
  next: null,
  pending: 0,
  ...change,
});
