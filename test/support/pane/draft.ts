import type { Compose, Insertion } from '../../../src/pane/host/compose/compose.ts';
import type { HostItem } from '../../../src/pane/host/host.ts';
import { message } from './samples.ts';

/** A message being written to Maria, not saved yet. */
export const draft = (change: Partial<HostItem> = {}): HostItem =>
  message('draft', {
    subject: '',
    people: [{ name: 'Maria Kovács', address: 'maria@fabrikam.com', role: 'to' }],
    reference: {
      kind: 'message',
      itemId: '',
      internetMessageId: '',
      from: 'mia@contoso.com',
      mailbox: 'mia@contoso.com',
      isDraft: true,
    },
    ...change,
  });

/** What Outlook was asked to do to the message being written. */
export interface Written {
  inserted: Insertion[];
  subjects: string[];
  files: { name: string; content: string }[];
  people: { list: string; name: string; address: string }[];
  saved: number;
}

/** The form in memory. */
export function createMemoryForm(change: Partial<Compose> = {}) {
  const written: Written = { inserted: [], subjects: [], files: [], people: [], saved: 0 };
  const compose: Compose = {
    lists: ['to', 'cc', 'bcc'],
    save: () => {
      written.saved += 1;
      return Promise.resolve('saved-id');
    },
    insert: (content) => Promise.resolve(void written.inserted.push(content)),
    fillSubject: (subject) => {
      written.subjects.push(subject);
      return Promise.resolve(true);
    },
    attach: (file) => Promise.resolve(void written.files.push(file)),
    addPeople: (list, people) =>
      Promise.resolve(void written.people.push(...people.map((one) => ({ list, ...one })))),
    ...change,
  };
  return { written, host: { compose: () => Promise.resolve(compose) } };
}
