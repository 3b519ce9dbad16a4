/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { FormField, FormResponse } from '../../../src/contracts/tables.ts';
// Parts the pane loads when it needs them; loaded ahead, they are there at once.
import '../../../src/pane/components/record-search/record-search.tsx';
import '../../../src/pane/features/new-record/add-person-page.tsx';
import '../../../src/pane/features/new-record/create-page.tsx';
import '../../../src/pane/features/people/add-person.tsx';
import { Failure } from '../../../src/pane/api/failure.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import {
  context,
  deal,
  fabrikam,
  maria,
  message,
  mia,
  record,
} from '../../support/pane/samples.ts';

const table = (name: string, label: string, isActivity = false) => ({
  table: name,
  label,
  collectionLabel: `${label}s`,
  isActivity,
  canBeRegarding: !isActivity,
});
const tables = {
  tables: [
    table('contact', 'Contact'),
    table('lead', 'Lead'),
    table('opportunity', 'Opportunity'),
    table('task', 'Task', true),
  ],
  canConnect: true,
};

const text = (column: string, label: string, more: Partial<FormField> = {}): FormField => ({
  column,
  label,
  type: 'text',
  required: false,
  maxLength: 100,
  ...more,
});

const opportunity: FormResponse = {
  table: table('opportunity', 'Opportunity'),
  fields: [
    text('name', 'Topic', { required: true }),
    {
      column: 'customerid',
      label: 'Customer',
      type: 'lookup',
      required: false,
      targets: ['account', 'contact'],
    },
    {
      column: 'rating',
      label: 'Rating',
      type: 'choice',
      required: false,
      options: [
        { value: 1, label: 'Hot' },
        { value: 2, label: 'Warm' },
      ],
      initial: 2,
    },
    {
      column: 'skills',
      label: 'Skills',
      type: 'multichoice',
      required: false,
      options: [{ value: 5, label: 'Design' }],
    },
    {
      column: 'value',
      label: 'Revenue',
      type: 'money',
      required: false,
      min: 0,
      max: 1000,
      precision: 2,
    },
    { column: 'deadline', label: 'Deadline', type: 'datetime', required: false },
    {
      column: 'internal',
      label: 'Internal',
      type: 'boolean',
      required: false,
      initial: false,
      options: [
        { value: 0, label: 'No' },
        { value: 1, label: 'Yes' },
      ],
    },
    text('description', 'Description', { type: 'multiline', maxLength: 2000 }),
  ],
  unsupported: [],
  createUrl: 'https://contoso.crm4.dynamics.com/main.aspx?etn=opportunity',
};

const contactForm: FormResponse = {
  table: table('contact', 'Contact'),
  fields: [
    text('firstname', 'First Name'),
    text('lastname', 'Last Name', { required: true }),
    text('jobtitle', 'Job Title'),
    {
      column: 'parentcustomerid',
      label: 'Company',
      type: 'lookup',
      required: false,
      targets: ['account', 'contact'],
    },
    text('emailaddress1', 'Email', { type: 'email' }),
    text('mobilephone', 'Mobile', { type: 'phone' }),
  ],
  unsupported: [],
  createUrl: 'https://contoso.crm4.dynamics.com/main.aspx?etn=contact',
};

interface Asked {
  method: string;
  path: string;
  body?: Record<string, unknown>;
}

async function openPane(item = message('a')) {
  const pane = await renderPane({ item, answer: context() });
  const calls = (path: string) => pane.calls.filter(({ asked }) => (asked as Asked).path === path);
  const find = (path: string) => calls(path).at(-1)!;
  await waitFor(() => expect(find('/api/tables')).toBeDefined(), patience);
  await step(() => find('/api/tables').answer(tables));
  return { ...pane, find, sent: () => find('/api/records').asked as Asked, made: calls };
}

/** From the regarding search to the form of a new opportunity. */
async function openForm() {
  const pane = await openPane();
  await press('Set regarding');
  await press('New record');
  await press('Opportunity');
  await step(() => pane.find('/api/tables/opportunity/form').answer(opportunity));
  await screen.findByLabelText(/Topic/, {}, patience);
  return pane;
}

/** Parts of the pane are loaded while a test waits. */
const patience = { timeout: 15_000 };
const press = async (name: string) => {
  const found = await screen.findByRole('button', { name }, patience);
  await step(() => fireEvent.click(found));
};

const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string | RegExp, value: string) =>
  step(() => fireEvent.change(field(label), { target: { value } }));
const save = (name = 'Save and set regarding') => step(() => fireEvent.click(button(name)));

describe('A new record for the open item', () => {
  test('is of a table the person may make that an item can be regarding (UI-12, E-05)', async () => {
    const pane = await openPane();
    await press('Set regarding');
    await press('New record');
    await screen.findByRole('button', { name: 'Opportunity' }, patience);
    expect(pane.made('/api/tables')).toHaveLength(1);
    expect(screen.getByRole('heading', { name: 'New record' })).toBe(document.activeElement);
    expect(button('Opportunity')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Task' })).toBeNull();
    expect(await violations()).toEqual([]);
  });

  test('begins with the item’s subject and the sender’s company (L-03)', async () => {
    await openForm();
    expect(field(/Topic/).value).toBe('Subject of a');
    const customer = screen.getByRole('group', { name: 'Customer' });
    expect(within(customer).getByText(fabrikam.name)).toBeTruthy();
    expect(field('Rating').value).toBe('2');
    expect(field('Description').value).toBe('');
    expect(await violations()).toEqual([]);
  });

  test('is made, and the item is tracked regarding it (E-05)', async () => {
    const pane = await openForm();
    await type('Revenue', '99.5');
    await type('Deadline', '2026-12-01T10:30');
    await type('Internal', '1');
    await step(() => fireEvent.click(screen.getByRole('checkbox', { name: 'Design' })));
    await save();
    expect(pane.sent().body).toMatchObject({
      table: 'opportunity',
      values: {
        name: 'Subject of a',
        customerid: { table: 'account', id: fabrikam.id },
        rating: 2,
        value: 99.5,
        // The mailbox is one hour ahead of UTC.
        deadline: '2026-12-01T09:30:00.000Z',
        internal: true,
        skills: [5],
      },
    });
    await step(() => pane.find('/api/records').answer({ outcome: 'created', record: deal }));
    expect(screen.queryByRole('heading', { name: 'New record' })).toBeNull();
    expect(pane.tracks[0]?.asked).toMatchObject({
      regarding: { table: deal.table, id: deal.id },
      via: 'new-record',
    });
  });

  test('is asked for once on a double click, and under one id when tried again', async () => {
    const pane = await openForm();
    await save();
    await step(() => fireEvent.click(button('Saving…')));
    expect(pane.made('/api/records')).toHaveLength(1);
    const first = pane.sent().body?.['id'];
    await step(() => pane.find('/api/records').fail(new Failure('unreachable')));
    expect(screen.getByRole('alert').textContent).toContain('can’t be reached');
    await step(() => fireEvent.click(button('Try again')));
    expect(pane.made('/api/records')).toHaveLength(2);
    expect(pane.sent().body?.['id']).toBe(first);
  });

  test('says what is wrong beside the field, with the focus on it', async () => {
    const pane = await openForm();
    await type(/Topic/, ' ');
    await type('Revenue', '2000');
    await save();
    expect(pane.made('/api/records')).toHaveLength(0);
    expect(screen.getByText('Fill this in.')).toBeTruthy();
    expect(screen.getByText(/number of this size/)).toBeTruthy();
    expect(document.activeElement).toBe(field(/Topic/));
    expect(await violations()).toEqual([]);
  });

  test('shows what the CRM says against it', async () => {
    const pane = await openForm();
    await save();
    await step(() =>
      pane.find('/api/records').answer({
        outcome: 'invalid',
        problems: [{ column: 'customerid', problem: 'gone' }],
        message: 'Budgets are frozen.',
      }),
    );
    expect(screen.getByText(/This record is gone/)).toBeTruthy();
    expect(screen.getByText('Budgets are frozen.')).toBeTruthy();
  });

  test('that the CRM knows already can be used, or made anyway (CT-07)', async () => {
    const pane = await openForm();
    await save();
    const found = { outcome: 'duplicates', records: [deal] };
    await step(() => pane.find('/api/records').answer(found));
    expect(await violations()).toEqual([]);
    await step(() => fireEvent.click(button('Save it anyway')));
    expect(pane.sent().body).toMatchObject({ allowDuplicates: true });
    await step(() => pane.find('/api/records').answer(found));
    await step(() => fireEvent.click(button(`Use ${deal.name}`)));
    expect(pane.tracks[0]?.asked).toMatchObject({ regarding: { id: deal.id } });
  });

  test('gets another look-up by search', async () => {
    const pane = await openForm();
    const customer = screen.getByRole('group', { name: 'Customer' });
    await step(() =>
      fireEvent.click(within(customer).getByRole('button', { name: 'Clear Customer' })),
    );
    await step(() => fireEvent.click(button('Choose Customer')));
    expect(screen.getByRole('combobox', { name: 'Customer' })).toBeTruthy();
    expect(await violations()).toEqual([]);
    await save();
    expect(pane.sent().body?.['values']).not.toHaveProperty('customerid');
  });

  test('is left when another item is opened', async () => {
    const pane = await openForm();
    await step(() => pane.show(message('b')));
    await step();
    expect(screen.queryByRole('heading', { name: 'New record' })).toBeNull();
  });

  test('is made in the CRM where its form asks for what the pane cannot', async () => {
    const pane = await openPane();
    await press('More');
    await press('New record');
    await press('Task');
    await step(() =>
      pane.find('/api/tables/task/form').answer({ ...opportunity, unsupported: ['Attendees'] }),
    );
    expect(screen.getByText(/Attendees/)).toBeTruthy();
    const link = screen.getByRole<HTMLAnchorElement>('link', { name: /Open the form in the CRM/ });
    expect(link.href).toBe(opportunity.createUrl);
    expect(await violations()).toEqual([]);
  });
});

const signature = `Hi,

Kind regards,
Sam Stranger
Head of Sales
Example Ltd
+44 7700 900123`;

/** The sender is the one nobody knows. */
const fromStranger = () => {
  const item = message('s');
  const stranger = { name: 'Stranger, Sam', address: 'sam@example.co.uk', role: 'from' as const };
  return {
    ...item,
    people: [stranger],
    reference: { ...item.reference!, from: stranger.address },
  };
};

async function openAdd({ sender }: { sender: boolean }) {
  const item = sender ? fromStranger() : message('a');
  const pane = await renderPane({ item });
  pane.host.bodyText = () => Promise.resolve(signature);
  const known = context();
  const answer = sender
    ? {
        ...known,
        people: [
          {
            name: 'Stranger, Sam',
            address: 'sam@example.co.uk',
            roles: ['from' as const],
            records: [],
          },
        ],
      }
    : known;
  await step(() => pane.contexts[0]?.answer(answer));
  const find = (path: string) =>
    pane.calls.filter(({ asked }) => (asked as Asked).path === path).at(-1)!;
  await waitFor(() => expect(find('/api/tables')).toBeDefined(), patience);
  await step(() => find('/api/tables').answer(tables));
  return { ...pane, find };
}

async function openContact(options: { sender: boolean }, accounts = [fabrikam]) {
  const pane = await openAdd(options);
  await press('Add as contact');
  await waitFor(() => expect(pane.find('/api/accounts/for-domain')).toBeDefined(), patience);
  await step(() => pane.find('/api/tables/contact/form').answer(contactForm));
  await step(() => pane.find('/api/accounts/for-domain').answer({ accounts }));
  await screen.findByLabelText(/Last Name/, {}, patience);
  return pane;
}

describe('Somebody nobody knows yet', () => {
  test('can be added as a contact or a lead, as far as the role allows (UI-10, SEC-05)', async () => {
    const pane = await openAdd({ sender: false });
    expect(button('Add as contact')).toBeTruthy();
    expect(button('Add as lead')).toBeTruthy();
    expect(await violations()).toEqual([]);
    pane.unmount();
  });

  test('is added with name, signature and company (UI-10)', async () => {
    await openContact({ sender: true });
    expect(field('First Name').value).toBe('Sam');
    expect(field(/Last Name/).value).toBe('Stranger');
    expect(field('Job Title').value).toBe('Head of Sales');
    expect(field('Mobile').value).toBe('+44 7700 900123');
    expect(field('Email').value).toBe('sam@example.co.uk');
    expect(
      within(screen.getByRole('group', { name: 'Company' })).getByText('Fabrikam'),
    ).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test('as the sender makes the message tracked, which is said before (UI-11)', async () => {
    const pane = await openContact({ sender: true });
    expect(
      screen.getByRole<HTMLInputElement>('checkbox', { name: /Track this message/ }).checked,
    ).toBe(true);
    await save('Save contact');
    const asked = pane.find('/api/records').asked as Asked;
    expect(asked.body).toMatchObject({ values: { parentcustomerid: { id: fabrikam.id } } });
    await step(() => pane.find('/api/records').answer({ outcome: 'created', record: maria }));
    expect(pane.tracks[0]?.asked).toMatchObject({ regarding: { id: maria.id }, via: 'new-record' });
  });

  test('as the sender is added without tracking where that is not wanted', async () => {
    const pane = await openContact({ sender: true });
    await step(() => fireEvent.click(screen.getByRole('checkbox', { name: /Track this message/ })));
    await save('Save contact');
    await step(() => pane.find('/api/records').answer({ outcome: 'created', record: maria }));
    expect(pane.tracks).toHaveLength(0);
    expect(pane.contexts).toHaveLength(2);
  });

  test('as another recipient tracks nothing (UI-11)', async () => {
    const pane = await openContact({ sender: false });
    expect(screen.queryByRole('checkbox', { name: /Track this message/ })).toBeNull();
    expect(field('Job Title').value).toBe('');
    await type(/Last Name/, 'Stranger');
    await save('Save contact');
    await step(() => pane.find('/api/records').answer({ outcome: 'created', record: maria }));
    expect(pane.tracks).toHaveLength(0);
  });

  test('gets a new account without leaving the form (UI-10)', async () => {
    const pane = await openContact({ sender: true }, []);
    await step(() => fireEvent.click(button('New account “Example Ltd”')));
    const asked = pane.find('/api/records').asked as Asked;
    expect(asked.body).toMatchObject({
      table: 'account',
      values: { name: 'Example Ltd', websiteurl: 'https://example.co.uk' },
    });
    const account = record('account', 77, 'Example Ltd');
    await step(() => pane.find('/api/records').answer({ outcome: 'created', record: account }));
    expect(
      within(screen.getByRole('group', { name: 'Company' })).getByText('Example Ltd'),
    ).toBeTruthy();
  });
});

describe('The people of an activity', () => {
  const people: FormField = {
    column: 'to',
    label: 'Call To',
    type: 'parties',
    required: true,
    targets: ['contact', 'systemuser'],
  };
  const found = (who: typeof maria, address: string) => ({ record: who, address, isYours: false });
  const openList = async () => {
    const pane = await openPane();
    await press('Set regarding');
    await press('New record');
    await press('Opportunity');
    const answer = { ...opportunity, fields: [...opportunity.fields.slice(0, 1), people] };
    await step(() => pane.find('/api/tables/opportunity/form').answer(answer));
    await press('Add people (Call To)');
    return pane;
  };
  const search = async (pane: Awaited<ReturnType<typeof openPane>>, q: string) => {
    const input = screen.getByRole('searchbox', { name: 'Add people (Call To)' });
    expect(input).toBe(document.activeElement);
    await step(() => fireEvent.change(input, { target: { value: q } }));
    await waitFor(
      () => expect(pane.find('/api/people').asked).toMatchObject({ query: { q } }),
      patience,
    );
    await step(() =>
      pane.find('/api/people').answer({
        people: [
          found(maria, 'maria@fabrikam.com'),
          found(mia, 'mia@contoso.com'),
          found(fabrikam, 'info@fabrikam.com'),
        ],
      }),
    );
    return input;
  };
  const onList = () =>
    screen
      .queryAllByRole('button', { name: /^Remove / })
      .map((one) => one.getAttribute('aria-label'));

  test('are found and added one after the other, and sent as the list has them (UI-12)', async () => {
    const pane = await openList();
    await search(pane, 'ma');
    // An account cannot be on this list.
    expect(screen.queryByRole('button', { name: 'Add Fabrikam' })).toBeNull();
    expect(await violations()).toEqual([]);
    await press('Add Mia Novak');
    expect(screen.getByText('Mia Novak is added (Call To).').getAttribute('role')).toBe('status');
    const input = await search(pane, 'mar');
    expect(screen.queryByRole('button', { name: 'Add Mia Novak' })).toBeNull();
    await step(() => fireEvent.keyDown(input, { key: 'Enter' }));
    expect(pane.made('/api/records')).toHaveLength(0);
    expect(onList()).toEqual(['Remove Mia Novak (Call To)', 'Remove Maria Kovács (Call To)']);
    await step(() => fireEvent.keyDown(input, { key: 'Escape' }));
    await waitFor(() => expect(button('Add people (Call To)')).toBe(document.activeElement));
    expect(await violations()).toEqual([]);
    await save();
    expect(pane.sent().body).toMatchObject({
      values: {
        to: [
          { table: 'systemuser', id: mia.id },
          { table: 'contact', id: maria.id },
        ],
      },
    });
  });

  test('are taken off, and asked for where the list needs somebody', async () => {
    const pane = await openList();
    await search(pane, 'ma');
    await press('Add Maria Kovács');
    await press('Done');
    await press('Remove Maria Kovács (Call To)');
    expect(onList()).toEqual([]);
    expect(screen.getByText('Maria Kovács is removed (Call To).')).toBeTruthy();
    await save();
    expect(screen.getByText('Fill this in.')).toBeTruthy();
    expect(pane.made('/api/records')).toHaveLength(0);
  });
});
