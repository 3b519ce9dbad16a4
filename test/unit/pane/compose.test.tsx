/** @jest-environment jsdom */
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { ComposeError } from '../../../src/pane/host/compose/compose-error.ts';
import type { Compose } from '../../../src/pane/host/compose/compose.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import type { PageArgs } from '../../../src/pane/page/page.ts';
import { createMemoryForm, draft } from '../../support/pane/draft.ts';
import { button, renderPane, status, step, violations } from '../../support/pane/render-pane.tsx';
import { context, deal, fabrikam, maria, record, state } from '../../support/pane/samples.ts';

const people = [
  { name: 'Maria Kovács', address: 'maria@fabrikam.com', roles: ['to' as const], records: [maria] },
];
const answer = context({ people });
const waiting = state({ state: 'pending', problem: 'not-sent-yet' });

/** The parts are on their way already, so each is there a few turns after it is wanted. */
beforeAll(async () => {
  await Promise.all([
    import('../../../src/pane/features/compose/compose-bar.tsx'),
    import('../../../src/pane/features/insert/insert-page.tsx'),
    import('../../../src/pane/features/recipients/recipients-page.tsx'),
    import('../../../src/pane/components/record-search/record-search.tsx'),
  ]);
});

const arrived = () =>
  step(async () => {
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setTimeout(resolve));
  });

const click = async (name: string) => {
  await step(() => fireEvent.click(button(name)));
  await arrived();
};

async function write(change: Partial<Compose> = {}) {
  const form = createMemoryForm(change);
  const pane = await renderPane({ item: draft(), answer, host: form.host });
  await arrived();
  const asked = (path: string) =>
    pane.calls.filter((call) => (call.asked as PageArgs)['path'] === path);
  /** Answers the last request for a path. */
  const tell = async (path: string, value: unknown) => {
    await step(() => asked(path).at(-1)?.answer(value));
    await arrived();
  };
  return { ...pane, ...form, asked, tell };
}

/** Types, and lets the pause after it pass. */
async function type(text: string): Promise<void> {
  jest.useFakeTimers();
  await step(() => fireEvent.change(screen.getByRole('searchbox'), { target: { value: text } }));
  await step(() => jest.advanceTimersByTime(400));
  jest.useRealTimers();
}

describe('A message being written (E-08)', () => {
  test('is asked about before it is saved, so that its people’s cards are there (CMP-04)', async () => {
    const { contexts } = await write();
    expect(contexts[0]?.asked).toMatchObject({ item: { itemId: '', isDraft: true } });
    expect(document.body.textContent).toContain('Contact · Fabrikam');
    expect(await violations()).toEqual([]);
  });

  test('is saved when it is marked, and says that it is tracked when it is sent', async () => {
    const { tracks, written } = await write();
    await click('Track');
    expect(written.saved).toBe(1);
    expect(tracks[0]?.asked).toMatchObject({ item: { itemId: 'saved-id', isDraft: true } });
    await step(() => tracks[0]?.answer(waiting));
    expect(status()).toContain('Will be tracked when you send it');
    expect(await violations()).toEqual([]);
  });

  test('can be untracked before it is sent', async () => {
    const { tracks, untracks } = await write();
    await click('Track');
    await step(() => tracks[0]?.answer(waiting));
    await click('Untrack');
    expect(screen.getByText('Nothing is in the CRM yet, and nothing will be.')).toBeTruthy();
    await click('Untrack now');
    expect(untracks[0]?.asked).toMatchObject({ item: { itemId: 'saved-id' } });
  });

  test('that cannot be saved says so, and nothing is asked of the service', async () => {
    const { tracks } = await write({ save: () => Promise.reject(new ComposeError('not-saved')) });
    await click('Track');
    expect(tracks).toHaveLength(0);
    expect(screen.getByRole('alert').textContent).toContain('The message isn’t saved');
  });

  test('shows somebody new at once, and asks about them; who is taken off goes without asking', async () => {
    const { show, contexts } = await write();
    const both = [
      ...draft().people,
      { name: 'Stranger', address: 'stranger@example.com', role: 'cc' as const },
    ];
    await step(() => show(draft({ people: both })));
    expect(screen.getByText('Stranger')).toBeTruthy();
    // The CRM has not answered about them, so nothing is said yet.
    expect(screen.queryByText('Not in the CRM yet')).toBeNull();
    expect(contexts).toHaveLength(2);
    const stranger = { name: 'Stranger', address: 'stranger@example.com' };
    const asked = { ...stranger, roles: ['cc' as const], records: [] };
    await step(() => contexts[1]?.answer(context({ people: [...people, asked] })));
    expect(screen.getByText('Not in the CRM yet')).toBeTruthy();
    await step(() => show(draft()));
    expect(screen.queryByText('Stranger')).toBeNull();
    expect(contexts).toHaveLength(2);
  });

  test('offers only what this Outlook can do (H-11)', async () => {
    const { compose } = createMemoryForm().host;
    const { lists, addPeople } = await compose();
    await renderPane({
      item: draft(),
      answer,
      host: { compose: () => Promise.resolve({ lists, addPeople: addPeople! }) },
    });
    await arrived();
    expect(button('Find recipients')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Insert' })).toBeNull();
  });
});

const template = {
  id: '7e500000-0000-4000-8000-000000000001',
  title: 'Thank you',
  description: 'For an enquiry',
  table: 'contact',
  language: 'hu',
  isPersonal: true,
};
const filled = {
  subject: 'Thanks',
  html: '<p>Dear <b>Maria</b></p>',
  text: 'Dear Maria',
  unresolved: ['telephone1 (contact)'],
};

describe('Inserting', () => {
  test('a template: filled from a recipient, seen as text, with its gaps (CMP-01)', async () => {
    const { tell, asked, written } = await write();
    await click('Insert');
    expect(asked('/api/templates')[0]?.asked).toMatchObject({ query: { table: 'contact' } });
    await tell('/api/templates', { templates: [template] });
    expect(screen.getByText('For an enquiry · Hungarian · Yours alone')).toBeTruthy();
    await click('Thank you For an enquiry · Hungarian · Yours alone');
    expect(asked(`/api/templates/${template.id}/fill`)[0]?.asked).toMatchObject({
      body: { record: { table: 'contact', id: maria.id } },
    });
    await tell(`/api/templates/${template.id}/fill`, filled);
    const preview = screen.getByRole('region', { name: 'Preview' });
    expect(preview.querySelector('b')).toBeNull();
    expect(preview.textContent).toBe('ThanksDear Maria');
    expect(screen.getByText(/telephone1 \(contact\)/)).toBeTruthy();
    expect(await violations()).toEqual([]);
    await click('Insert');
    const { html, text } = filled;
    expect(written).toMatchObject({ inserted: [{ html, text }], subjects: ['Thanks'] });
    expect(screen.getByText('It’s inserted.')).toBeTruthy();
  });

  test('a template for no record sends none', async () => {
    const { tell, asked } = await write();
    await click('Insert');
    await step(() =>
      fireEvent.change(screen.getByRole('combobox', { name: 'Fill in from' }), {
        target: { value: '' },
      }),
    );
    await arrived();
    expect(asked('/api/templates').at(-1)?.asked).toMatchObject({ query: { q: '' } });
    await tell('/api/templates', { templates: [] });
    expect(screen.getByText('Nothing found. Try other words.')).toBeTruthy();
  });

  test('an article: its text, or a link to it (CMP-03)', async () => {
    const { tell, written } = await write();
    await click('Insert');
    await click('Article');
    const article = { id: 'a1', title: 'Zero', number: 'KA-1', language: 'en', isInternal: true };
    await tell('/api/articles', { articles: [article] });
    await click('Zero KA-1 · English');
    await tell('/api/articles/a1', {
      title: 'Zero',
      url: 'https://crm/a1',
      html: '<p>Hold</p>',
      text: 'Hold',
    });
    expect(screen.getByText(/This article is internal/)).toBeTruthy();
    expect(await violations()).toEqual([]);
    await click('Insert text');
    await click('Insert link');
    expect(written.inserted).toEqual([
      { html: '<p>Hold</p>', text: 'Hold' },
      { html: '<a href="https://crm/a1">Zero</a>', text: 'Zero: https://crm/a1' },
    ]);
  });

  test('sales literature: files that fit, and why others do not (CMP-02, H-11)', async () => {
    const { tell, written } = await write();
    await click('Insert');
    await click('Brochure');
    const files = [
      { id: 'f1', name: 'small.pdf', size: 1_200 },
      { id: 'f2', name: 'film.mp4', size: 90_000_000 },
    ];
    await tell('/api/literature', {
      literature: [{ id: 'l1', name: 'Flow', kind: 'Product Sheet', files }],
    });
    await click('Flow Product Sheet · 2 files');
    expect(screen.getAllByRole('button', { name: 'Attach' })).toHaveLength(1);
    expect(screen.getByText(/too large to attach/)).toBeTruthy();
    expect(await violations()).toEqual([]);
    await click('Attach');
    await tell('/api/literature/files/f1', { name: 'small.pdf', content: 'QQ==' });
    expect(written.files).toEqual([{ name: 'small.pdf', content: 'QQ==' }]);
    expect(screen.getByText('small.pdf is attached.')).toBeTruthy();
  });

  test('a link to any record, made safe for HTML (CMP-06)', async () => {
    const tom = record('account', 77, 'Tom & <Co>');
    const { written } = await write();
    await click('Insert');
    await click('Link');
    await step(() => fireEvent.click(screen.getAllByRole('option')[0]!));
    await click('Insert link');
    expect(written.inserted[0]?.text).toBe(`Maria Kovács (Contact): ${maria.url}`);
    const { recordLink } = await import('../../../src/pane/features/insert/record-link.ts');
    expect(recordLink(tom, 'Account').html).toContain('Tom &amp; &lt;Co&gt; (Account)</a>');
    expect(await violations()).toEqual([]);
  });

  test('a link to the record whose page it was opened from is one click away (CMP-06)', async () => {
    const form = createMemoryForm();
    const pane = await renderPane({ item: draft(), answer, host: form.host });
    const { InsertPage } = await import('../../../src/pane/features/insert/insert-page.tsx');
    const { host, store, call } = pane;
    const services = { host, store, call, open: () => undefined, back: () => undefined };
    const { table, id, name, url } = deal;
    pane.unmount();
    render(<InsertPage services={services as never} args={{ table, id, name, url }} />);
    await arrived();
    await click('Insert link');
    expect(form.written.inserted[0]?.text).toBe(`40 frobnicators (Opportunity): ${url}`);
  });

  test('what Outlook refuses, and what the service does not answer, is said with a way on', async () => {
    const { tell, asked } = await write({
      insert: () => Promise.reject(new ComposeError('no-connection')),
    });
    await click('Insert');
    await step(() => asked('/api/templates')[0]?.fail(new Failure('crm-unavailable')));
    expect(screen.getByRole('alert').textContent).toContain('The CRM can’t be reached');
    expect(await violations()).toEqual([]);
    await click('Try again');
    await tell('/api/templates', { templates: [template] });
    await click('Thank you For an enquiry · Hungarian · Yours alone');
    await tell(`/api/templates/${template.id}/fill`, filled);
    await click('Insert');
    expect(screen.getByRole('alert').textContent).toContain('Outlook has no connection now');
  });

  test('a double click inserts once', async () => {
    let inserted = 0;
    const { tell } = await write({
      insert: () => {
        inserted += 1;
        return new Promise(() => undefined);
      },
    });
    await click('Insert');
    await tell('/api/templates', { templates: [template] });
    await click('Thank you For an enquiry · Hungarian · Yours alone');
    await tell(`/api/templates/${template.id}/fill`, filled);
    await step(() => fireEvent.doubleClick(button('Insert')));
    await click('Insert');
    await click('Insert');
    expect(inserted).toBe(1);
  });
});

describe('Finding recipients (L-07)', () => {
  test('adds them to the list that is chosen, and says who has no address', async () => {
    const { written, tell } = await write();
    await click('Find recipients');
    expect(screen.getByText(/Type at least two letters/)).toBeTruthy();
    await click('Cc');
    await type('fab');
    await tell('/api/people', {
      people: [
        { record: fabrikam, address: 'office@fabrikam.com', isYours: true },
        { record: maria, address: 'MARIA@fabrikam.com', isYours: false },
        { record: deal, address: '', isYours: false },
      ],
    });
    expect(screen.getByText('3 people found')).toBeTruthy();
    expect(screen.getByText(/No e-mail address in the CRM/)).toBeTruthy();
    // Maria is on the message, the third has no address.
    expect(screen.getAllByRole('button', { name: 'Add' })).toHaveLength(1);
    expect(await violations()).toEqual([]);
    await click('Add');
    expect(written.people).toEqual([
      { list: 'cc', name: 'Fabrikam', address: 'office@fabrikam.com' },
    ]);
    expect(screen.getByText('Fabrikam is added (Cc).')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add' })).toBeNull();
  });
});
