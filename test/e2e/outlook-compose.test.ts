import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axe from 'axe-core';
import type { Message } from '@microsoft/microsoft-graph-types';
import type { FrameLocator } from 'playwright-core';
import { sampleMail } from '../support/outlook/start-outlook.ts';
import { Tour } from '../support/outlook/tour.ts';
import { anna, bela } from '../support/people.ts';

jest.setTimeout(60_000);

let tour: Tour;

beforeAll(async () => {
  tour = await Tour.start();
  await tour.outlook.graph.importMail(anna.id, {
    mime: sampleMail({
      subject: 'Offer',
      from: `Mia Smith <${bela.mail}>`,
      to: anna.mail,
      messageId: 'offer@contoso.example',
      html: '<p>Dear Anna, here is our <b>offer</b>.</p>',
    }),
    folder: 'inbox',
    isRead: true,
    at: new Date('2026-11-22T09:00:00Z'),
  });
  for (const displayName of ['Tracked', 'Customer']) {
    await graph('POST', '/me/outlook/masterCategories', { displayName, color: 'preset4' });
  }
  await tour.visit(anna);
});

afterAll(() => tour.close());

async function graph<T>(method: string, path: string, body?: object, person = anna): Promise<T> {
  const answer = await tour.outlook.graph.call(person.id, { method, path, ...(body && { body }) });
  return answer.body as T;
}

const form = () => tour.page.getByRole('region', { name: 'Message being written' });
const editor = (): FrameLocator =>
  tour.page.frameLocator('iframe[title="Editor of the message body"]');
const body = () => editor().locator('body');
const button = (name: string) => tour.page.getByRole('button', { name, exact: true });
const saved = () => form().getByText('Saved', { exact: true }).waitFor();

const messagesOf = async (folder: string, person = anna): Promise<Message[]> => {
  const path = `/me/mailFolders/${folder}/messages`;
  return (await graph<{ value: Message[] }>('GET', path, undefined, person)).value;
};

/** The open draft as Graph has it. */
async function draft(): Promise<Message> {
  const { value } = await tour.item('saveAsync');
  const id = tour.outlook.graph.fromAnyId(String(value));
  const expand = "$expand=singleValueExtendedProperties($filter=id eq 'SystemTime 0x3FEF')";
  return graph('GET', `/me/messages/${id}?${expand}`);
}

describe('A person who writes a message', () => {
  test('chooses people, writes, and it is saved by itself', async () => {
    await button('New mail').click();
    await form().getByRole('combobox', { name: 'To' }).fill('kis');
    await tour.page.getByRole('option', { name: /Bela@/ }).click();
    await form().getByRole('textbox', { name: 'Subject' }).fill('Hello');
    await body().click();
    await body().pressSequentially('Dear Béla');
    await saved();
    expect(await messagesOf('drafts')).toMatchObject([
      { subject: 'Hello', toRecipients: [{ emailAddress: { address: bela.mail } }] },
    ]);
  });

  test('attaches a file', async () => {
    await form()
      .locator('input[type="file"]')
      .setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('A plan') });
    await form().getByRole('list', { name: 'Attached files' }).getByText('plan.txt').waitFor();
    expect(await messagesOf('drafts')).toMatchObject([{ hasAttachments: true }]);
  });

  test('sends it, and it arrives in the other person’s mailbox', async () => {
    await button('Send').click();
    await form().waitFor({ state: 'detached' });
    expect(await messagesOf('inbox', bela)).toMatchObject([
      {
        subject: 'Hello',
        hasAttachments: true,
        body: { content: expect.stringContaining('Dear Béla') },
      },
    ]);
    expect(await messagesOf('drafts')).toEqual([]);
    expect(await messagesOf('sentitems')).toMatchObject([{ subject: 'Hello' }]);
  });

  test('cannot send to nobody', async () => {
    await button('New mail').click();
    await button('Send').click();
    await form().getByRole('alert').waitFor();
    await button('Discard').click();
    await form().waitFor({ state: 'detached' });
  });

  test('goes on with a draft later', async () => {
    await graph('POST', '/me/messages', { subject: 'Unfinished' });
    await tour.page.getByRole('navigation', { name: 'Folders' }).getByText('Drafts').click();
    await tour.page.getByRole('option', { name: 'Unfinished' }).click();
    await form().waitFor();
    expect(await form().getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Unfinished');
    await button('Discard').click();
    await tour.page.getByRole('option', { name: 'Unfinished' }).waitFor({ state: 'detached' });
    expect(await messagesOf('drafts')).toEqual([]);
  });

  test('writes two messages at once and loses neither', async () => {
    await button('New mail').click();
    await form().getByRole('textbox', { name: 'Subject' }).fill('First');
    await button('New mail').click();
    await form().getByRole('textbox', { name: 'Subject' }).fill('Second');
    await tour.page.getByRole('button', { name: 'First', exact: true }).click();
    expect(await form().getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('First');
    for (const subject of ['First', 'Second']) {
      await button(`Close the form ${subject}`).click();
      await tour.page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    }
    await form().waitFor({ state: 'detached' });
  });
});

describe('An answer', () => {
  test('quotes the message and goes to its sender', async () => {
    await tour.visit(anna);
    await tour.page.getByRole('option', { name: 'Offer' }).click();
    await button('Reply').click();
    await editor().getByText('Dear Anna, here is our').waitFor();
    expect(await form().getByRole('textbox', { name: 'Subject' }).inputValue()).toMatch(/^re:/i);
    await form().getByRole('listbox', { name: 'To' }).getByText('Mia Smith').waitFor();
    await button('Discard').click();
  });

  test('forwards with the attachments', async () => {
    await button('Forward').click();
    await form().getByRole('list', { name: 'Attached files' }).getByText('offer.txt').waitFor();
    await button('Discard').click();
    await form().waitFor({ state: 'detached' });
  });
});

describe('office.js in a form', () => {
  beforeAll(async () => {
    await button('New mail').click();
    await tour.openPane();
  });
  afterAll(async () => {
    await button('Discard').click();
    await form().waitFor({ state: 'detached' });
  });

  test('has the members of a message being written, and none of one that is read', async () => {
    const item = 'Office.context.mailbox.item';
    expect(await tour.run(`${item}.itemType`)).toBe('message');
    expect(await tour.run(`typeof ${item}.to.setAsync`)).toBe('function');
    expect(await tour.run(`typeof ${item}.displayReplyForm`)).toBe('undefined');
    expect(await tour.run(`typeof Office.context.mailbox.displayNewMessageForm`)).toBe('undefined');
  });

  test('has no id before it is saved', async () => {
    expect(await tour.item('getItemIdAsync')).toEqual({ error: 9046 });
    const { value } = await tour.item('saveAsync');
    expect(await tour.item('getItemIdAsync')).toEqual({ value });
    expect(await messagesOf('drafts')).toHaveLength(1);
  });

  test('reads and writes the subject', async () => {
    expect(await tour.item('subject.setAsync', '"From the add-in"')).toEqual({});
    expect(await tour.item('subject.getAsync')).toEqual({ value: 'From the add-in' });
    expect(await form().getByRole('textbox', { name: 'Subject' }).inputValue()).toBe(
      'From the add-in',
    );
  });

  test.each([
    ['to', { to: true, cc: false, bcc: false }],
    ['cc', { to: false, cc: true, bcc: false }],
    ['bcc', { to: false, cc: false, bcc: true }],
  ])('reads, writes and adds people in "%s", and hears of it', async (field, changed) => {
    await tour.item(`${field}.setAsync`, '["one@contoso.example"]');
    expect(await tour.heard('RecipientsChanged')).toMatchObject({
      args: { changedRecipientFields: changed },
    });
    const two = { displayName: 'Two', emailAddress: 'two@contoso.example' };
    await tour.item(`${field}.addAsync`, JSON.stringify([two, 'one@contoso.example']));
    await tour.heard('RecipientsChanged');
    expect(await tour.item(`${field}.getAsync`)).toMatchObject({
      value: [{ emailAddress: 'one@contoso.example' }, two],
    });
    await form()
      .getByRole('listbox', { name: new RegExp(`^${field}$`, 'i') })
      .getByText('Two')
      .waitFor();
  });

  test('hears of people a person adds', async () => {
    await form().getByRole('combobox', { name: 'To' }).fill('three@contoso.example');
    await tour.page.keyboard.press('Enter');
    expect(await tour.heard('RecipientsChanged')).toMatchObject({
      args: { changedRecipientFields: { to: true } },
    });
  });

  test('refuses more than 500 recipients', async () => {
    const many = (name: string) =>
      `Array.from({ length: 100 }, (_one, index) => '${name}' + index + '@contoso.example')`;
    for (const name of ['a', 'b', 'c', 'd']) {
      expect(await tour.item('bcc.addAsync', many(name))).toEqual({});
    }
    expect(await tour.item('bcc.addAsync', many('e'))).toEqual({ error: 9012 });
    await tour.item('bcc.setAsync', '[]');
  });

  test('knows who writes, what kind of message and that its body is HTML', async () => {
    expect(await tour.item('from.getAsync')).toMatchObject({
      value: { displayName: anna.displayName, emailAddress: anna.mail },
    });
    expect(await tour.item('getComposeTypeAsync')).toEqual({
      value: { composeType: 'newMail', coercionType: 'html' },
    });
    expect(await tour.item('body.getTypeAsync')).toEqual({ value: 'html' });
  });

  test('writes the body, before it and where the cursor is', async () => {
    await tour.item('body.setAsync', '"<p>Middle</p>"', '{ coercionType: "html" }');
    await editor().getByText('Middle').waitFor();
    await tour.item('body.prependAsync', '"Start & more\\nnext"', '{ coercionType: "text" }');
    await editor().getByText('Start & more').waitFor();
    await editor().getByText('Middle').dblclick();
    expect(await tour.item('getSelectedDataAsync', '"text"')).toEqual({
      value: { data: 'Middle', sourceProperty: 'body' },
    });
    await tour.item('body.setSelectedDataAsync', '"<b>End</b>"', '{ coercionType: "html" }');
    await editor().locator('b', { hasText: 'End' }).waitFor();
    const { value } = await tour.item('body.getAsync', '"text"');
    expect(value).toBe('Start & more\nnext\nEnd');
    expect(await tour.item('body.getAsync', '"html"')).toMatchObject({
      value: expect.stringContaining('<b>End</b>'),
    });
  });

  test('writes into the subject where the cursor was there last', async () => {
    const subject = form().getByRole('textbox', { name: 'Subject' });
    await subject.focus();
    await subject.press('End');
    await tour.item('setSelectedDataAsync', '" (1)"');
    expect(await subject.inputValue()).toBe('From the add-in (1)');
    await subject.selectText();
    expect(await tour.item('getSelectedDataAsync', '"text"')).toEqual({
      value: { data: 'From the add-in (1)', sourceProperty: 'subject' },
    });
  });

  test('cleans what an add-in writes into the body', async () => {
    const html = '<p onclick="x()">Safe</p><script>top.hacked = 1</script>';
    await tour.item('body.setAsync', JSON.stringify(html), '{ coercionType: "html" }');
    await editor().getByText('Safe').waitFor();
    expect(await editor().locator('script').count()).toBe(0);
    expect(await body().innerHTML()).not.toContain('onclick');
    expect(await tour.page.evaluate('window.hacked')).toBeUndefined();
  });

  test('puts one signature below the text', async () => {
    await tour.item('body.setSignatureAsync', '"<i>Anna</i>"', '{ coercionType: "html" }');
    await tour.item('body.setSignatureAsync', '"<i>Anna Berger</i>"', '{ coercionType: "html" }');
    await editor().getByText('Anna Berger').waitFor();
    expect(await editor().locator('i').count()).toBe(1);
    expect(await tour.item('disableClientSignatureAsync')).toEqual({});
    expect(await tour.item('isClientSignatureEnabledAsync')).toEqual({ value: false });
  });

  test('adds, reads and removes attachments, and hears of it', async () => {
    const content = Buffer.from('Base64').toString('base64');
    const { value: first } = await tour.item(
      'addFileAttachmentFromBase64Async',
      JSON.stringify(content),
      '"note.txt"',
    );
    expect(await tour.heard('AttachmentsChanged')).toMatchObject({
      args: { attachmentStatus: 'added', attachmentDetails: { id: first, name: 'note.txt' } },
    });
    const url = `${tour.outlook.urls.service}/file.txt`;
    const { value: second } = await tour.item(
      'addFileAttachmentAsync',
      JSON.stringify(url),
      '"file.txt"',
    );
    const [offer] = await messagesOf('inbox');
    await tour.item('addItemAttachmentAsync', JSON.stringify(offer?.id), '"Offer"');
    expect(await tour.item('getAttachmentsAsync')).toMatchObject({
      value: [
        { id: first, name: 'note.txt', attachmentType: 'file' },
        { id: second, name: 'file.txt', attachmentType: 'file' },
        { name: 'Offer', attachmentType: 'item' },
      ],
    });
    expect(await tour.item('getAttachmentContentAsync', JSON.stringify(second))).toEqual({
      value: { content: Buffer.from('From the add-in.').toString('base64'), format: 'base64' },
    });
    expect(await tour.item('removeAttachmentAsync', JSON.stringify(first))).toEqual({});
    expect(await tour.item('removeAttachmentAsync', '"nothing"')).toEqual({ error: 9003 });
    await form().getByRole('list', { name: 'Attached files' }).getByText('file.txt').waitFor();
  });

  test.each([
    ['of another site', 'https://elsewhere.example/file.txt', 9053],
    ['that is not there', '/missing.txt', 9052],
  ])('cannot attach a file %s', async (_which, address, error) => {
    const url = new URL(address, tour.outlook.urls.service).href;
    expect(await tour.item('addFileAttachmentAsync', JSON.stringify(url), '"x.txt"')).toEqual({
      error,
    });
  });

  test('sets categories of the mailbox’s list only', async () => {
    expect(await tour.item('categories.addAsync', '["Tracked"]')).toEqual({});
    expect(await tour.item('categories.addAsync', '["Unheard of"]')).toEqual({ error: 9044 });
    expect(await tour.item('categories.getAsync')).toEqual({
      value: [{ displayName: 'Tracked', color: 'Preset4' }],
    });
    await tour.item('categories.addAsync', '["Customer"]');
    await tour.item('categories.removeAsync', '["Tracked"]');
    expect((await draft()).categories).toEqual(['Customer']);
  });

  test('sets headers, which go with the message', async () => {
    await tour.item('internetHeaders.setAsync', '{ "x-one": "1", "x-two": "2" }');
    await tour.item('internetHeaders.removeAsync', '["x-two"]');
    expect(await tour.item('internetHeaders.getAsync', '["x-one", "x-two"]')).toEqual({
      value: { 'x-one': '1' },
    });
  });

  test('keeps session data until the form closes', async () => {
    await tour.item('sessionData.setAsync', '"a"', '"1"');
    await tour.item('sessionData.setAsync', '"b"', '"2"');
    expect(await tour.item('sessionData.getAsync', '"a"')).toEqual({ value: '1' });
    await tour.item('sessionData.removeAsync', '"a"');
    expect(await tour.item('sessionData.getAsync', '"a"')).toEqual({ error: 9050 });
    expect(await tour.item('sessionData.getAllAsync')).toEqual({ value: { b: '2' } });
    expect(await tour.item('sessionData.setAsync', '"c"', '"x".repeat(50001)')).toEqual({
      error: 9051,
    });
    await tour.item('sessionData.clearAsync');
    expect(await tour.item('sessionData.getAllAsync')).toEqual({ value: {} });
  });

  test('keeps custom properties with the draft', async () => {
    await tour.run(`window.call((done) => Office.context.mailbox.item.loadCustomPropertiesAsync((loaded) => {
      loaded.value.set('record', 'abc'); loaded.value.saveAsync(done);
    }))`);
    expect(
      await tour.run(`window.call((done) => Office.context.mailbox.item.loadCustomPropertiesAsync(
        (loaded) => done({ status: 'succeeded', value: loaded.value.get('record') })))`),
    ).toEqual({ value: 'abc' });
  });

  test('sets when the message is to be sent', async () => {
    expect(await tour.item('delayDeliveryTime.getAsync')).toEqual({ value: 0 });
    const at = Date.UTC(2026, 11, 1, 9);
    await tour.item('delayDeliveryTime.setAsync', `new Date(${at})`);
    expect(await tour.item('delayDeliveryTime.getAsync')).toEqual({ value: at });
    expect((await draft()).singleValueExtendedProperties).toMatchObject([
      { value: expect.stringMatching(/^2026-12-01T09:00:00/) },
    ]);
  });

  test('shows at most five notifications', async () => {
    const add = (key: number) =>
      tour.item(
        'notificationMessages.addAsync',
        `"n${key}"`,
        '{ type: "progressIndicator", message: "Working" }',
      );
    for (const key of [1, 2, 3, 4, 5]) expect(await add(key)).toEqual({});
    expect(await add(6)).toEqual({ error: 9025 });
    expect(await add(5)).toEqual({ error: 9023 });
    for (const key of [1, 2, 3, 4, 5]) {
      await tour.item('notificationMessages.removeAsync', `"n${key}"`);
    }
    expect(await tour.item('notificationMessages.removeAsync', '"n1"')).toEqual({ error: 9024 });
    expect(await tour.item('notificationMessages.getAllAsync')).toEqual({ value: [] });
  });

  test('asks a person what to do when an add-in closes it', async () => {
    await tour.run('Office.context.mailbox.item.close()');
    const dialog = tour.page.getByRole('dialog', { name: 'Keep this?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await form().waitFor();
  });

  test('answers every method it was asked', async () => {
    expect(
      await tour.page.evaluate(() => window.officeHostTrace?.filter((one) => one.unsupported)),
    ).toEqual([]);
  });
});

test('What an add-in appends is at the end of the message that is sent', async () => {
  await button('New mail').click();
  await tour.openPane();
  await tour.item('to.setAsync', JSON.stringify([bela.mail]));
  await tour.item('subject.setAsync', '"With an end"');
  await tour.item('body.setAsync', '"Begin"');
  await tour.item('internetHeaders.setAsync', '{ "x-tour": "yes" }');
  await tour.item('body.appendOnSendAsync', '"<p>The end</p>"', '{ coercionType: "html" }');
  await button('Send').click();
  await form().waitFor({ state: 'detached' });
  const [arrived] = await messagesOf('inbox', bela);
  expect(arrived).toMatchObject({ subject: 'With an end' });
  expect(arrived?.bodyPreview).toMatch(/^Begin\s+The end$/);
  const { internetMessageHeaders } = await graph<Message>(
    'GET',
    `/me/messages/${arrived?.id ?? ''}?$select=internetMessageHeaders`,
    undefined,
    bela,
  );
  expect(internetMessageHeaders).toContainEqual({
    name: expect.stringMatching(/^x-tour$/i),
    value: 'yes',
  });
});

test('A message is written by keyboard alone', async () => {
  const { keyboard } = tour.page;
  await button('New mail').focus();
  await keyboard.press('Enter');
  await form().getByRole('combobox', { name: 'To' }).waitFor();
  await keyboard.type('keyboard@contoso.example');
  await keyboard.press('Enter');
  const focused = () =>
    tour.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  for (let stop = 0; stop < 6 && (await focused()) !== 'Subject'; stop += 1) {
    await keyboard.press('Tab');
  }
  await keyboard.type('By keyboard');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.type('No mouse.');
  await keyboard.press('Shift+Tab');
  expect(await focused()).toBe('Bold');
  await saved();
  expect(await messagesOf('drafts')).toMatchObject([
    {
      subject: 'By keyboard',
      bodyPreview: 'No mouse.',
      toRecipients: [{ emailAddress: { address: 'keyboard@contoso.example' } }],
    },
  ]);
  await button('Discard').click();
  await form().waitFor({ state: 'detached' });
});

test.each([
  ['light', 1366],
  ['dark', 1366],
  ['light', 390],
] as const)('The form has no accessibility faults, %s, %i pixels wide', async (scheme, width) => {
  await tour.page.emulateMedia({ colorScheme: scheme });
  await tour.page.setViewportSize({ width, height: 820 });
  await button('New mail').click();
  await form().getByRole('combobox', { name: 'To' }).fill('one@contoso.example');
  await tour.page.keyboard.press('Enter');
  await tour.page.evaluate(axe.source);
  const violations = await tour.page.evaluate(async () => {
    const { axe: run } = window as unknown as { axe: typeof axe };
    return (await run.run(document)).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  });
  expect(violations).toEqual([]);
  const overflow = await tour.page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await button('Discard').click();
  await form().waitFor({ state: 'detached' });
});
