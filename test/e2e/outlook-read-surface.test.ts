import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Message } from '@microsoft/microsoft-graph-types';
import { sampleMail } from '../support/outlook/start-outlook.ts';
import { Tour } from '../support/outlook/tour.ts';
import { anna, bela } from '../support/people.ts';

jest.setTimeout(60_000);

let tour: Tour;
const subjects = ['First', 'Second', 'Third'];

beforeAll(async () => {
  tour = await Tour.start();
  for (const [index, subject] of subjects.entries()) {
    await tour.outlook.graph.importMail(anna.id, {
      mime: sampleMail({
        subject,
        from: `Kiss <${bela.mail}>`,
        to: anna.mail,
        messageId: `${subject}@contoso.example`,
        html: `<p>Call +1 425 555 0100 or see https://contoso.example, <b>${subject}</b></p>`,
      }),
      folder: 'inbox',
      isRead: true,
      at: new Date(Date.UTC(2026, 10, 22, 9) - index * 60_000),
    });
  }
  await tour.visit(anna);
  await open('First');
  await tour.openPane();
});

afterAll(() => tour.close());

async function graph<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await tour.outlook.graph.call(anna.id, { method, path, ...(body && { body }) });
  return answer.body as T;
}

const option = (name: string) => tour.page.getByRole('option', { name });
async function open(name: string): Promise<void> {
  await option(name).click();
  await tour.page.getByRole('heading', { level: 2, name }).waitFor();
}
const button = (name: string) => tour.page.getByRole('button', { name, exact: true });
const mailForm = () => tour.page.getByRole('region', { name: 'Message being written' });
const eventForm = () => tour.page.getByRole('region', { name: 'Appointment being written' });
const editor = () => tour.page.frameLocator('iframe[title="Editor of the message body"]');
const item = 'Office.context.mailbox.item';

describe('office.js beside a message that is read', () => {
  test('gives none of the tokens and requests Exchange Online has turned off', async () => {
    expect(await tour.call('getUserIdentityTokenAsync')).toEqual({ error: 9018 });
    expect(await tour.call('getCallbackTokenAsync', '{ isRest: true }')).toEqual({ error: 9018 });
    expect(await tour.call('makeEwsRequestAsync', '"<soap/>"')).toEqual({ error: 9020 });
  });

  test('finds no entities in a text, as Exchange does since 2024', async () => {
    expect(await tour.run(`${item}.getEntities()`)).toMatchObject({ urls: [], phoneNumbers: [] });
    expect(await tour.run(`${item}.getEntitiesByType('url')`)).toEqual([]);
    expect(await tour.run(`${item}.getFilteredEntitiesByName('any')`)).toBeNull();
    expect(await tour.run(`${item}.getSelectedEntities().urls`)).toEqual([]);
    expect(await tour.run(`${item}.getRegExMatches()`)).toBeNull();
  });

  test('knows the person, the conversation and both forms of the id', async () => {
    const mailbox = 'Office.context.mailbox';
    const profile = ['displayName', 'emailAddress', 'timeZone', 'accountType'].map(
      (name) => `${mailbox}.userProfile.${name}`,
    );
    expect(await tour.run(`[${profile.join(', ')}]`)).toEqual([
      anna.displayName,
      anna.mail,
      anna.timeZone,
      'office365',
    ]);
    expect(await tour.run(`${mailbox}.diagnostics.hostName`)).toBe('OutlookWebApp');
    const [ews, rest, again] = await tour.run<string[]>(`(() => {
      const rest = ${mailbox}.convertToRestId(${item}.itemId, 'v2.0');
      return [${item}.itemId, rest, ${mailbox}.convertToEwsId(rest, 'v2.0')];
    })()`);
    expect(again).toBe(ews);
    expect(rest).not.toContain('/');
    expect(await tour.run(`${item}.conversationId.length > 20`)).toBe(true);
    expect(await tour.run(`${item}.itemClass`)).toBe('IPM.Note');
    expect(await tour.item('getInitializationContextAsync')).toEqual({ value: '' });
    expect(await tour.item('delayDeliveryTime.getAsync')).toEqual({ value: 0 });
  });

  test('converts times between UTC and the person’s zone', async () => {
    const convert = 'Office.context.mailbox.convertToLocalClientTime(new Date(1795424400000))';
    expect(await tour.run(convert)).toMatchObject({ timezoneOffset: 60 });
    expect(
      // office.js itself counts the offset twice where it is handed back.
      await tour.run(`Office.context.mailbox.convertToUtcClientTime(
        { ...${convert}, timezoneOffset: undefined }).getTime()`),
    ).toBe(1795424400000);
  });

  test('changes the categories of the mailbox', async () => {
    const details = '[{ displayName: "From the add-in", color: "Preset3" }]';
    expect(await tour.call('masterCategories.addAsync', details)).toEqual({});
    expect(await tour.call('masterCategories.addAsync', details)).toEqual({ error: 9045 });
    expect(await tour.call('masterCategories.getAsync')).toMatchObject({
      value: expect.arrayContaining([{ displayName: 'From the add-in', color: 'Preset3' }]),
    });
    expect(await tour.call('masterCategories.removeAsync', '["From the add-in"]')).toEqual({});
    expect(await tour.call('masterCategories.removeAsync', '["From the add-in"]')).toEqual({
      error: 9044,
    });
  });

  test('lets custom properties have 2,500 characters and no more', async () => {
    const save = (length: number) =>
      tour.run(`window.call((done) => ${item}.loadCustomPropertiesAsync(({ value }) => {
        value.set('long', 'x'.repeat(${length}));
        try { value.saveAsync(done); }
        catch ({ name }) { done({ status: 'succeeded', value: name }); }
      }))`);
    expect(await save(2_400)).toEqual({});
    expect(await save(2_600)).toEqual({ value: 'Sys.ArgumentOutOfRangeException' });
  });

  test('tells of a notification that is dismissed', async () => {
    await tour.item(
      'notificationMessages.addAsync',
      '"hint"',
      `{ type: "insightMessage", message: "Look", icon: "i16", actions: [{
        actionType: "showTaskPane", actionText: "Open", commandId: "messageRead", contextData: "{}",
      }] }`,
    );
    await tour.page.getByText('Tour: Look').waitFor();
    await button('Dismiss the notification of Tour').click();
    expect(await tour.heard('InfobarClicked')).toMatchObject({
      args: { infobarDetails: { actionType: 1, infobarType: 3 } },
    });
    await tour.page.getByText('Tour: Look').waitFor({ state: 'detached' });
  });

  test('opens the pane of a notification’s action with its context', async () => {
    await tour.item(
      'notificationMessages.addAsync',
      '"hint"',
      `{ type: "insightMessage", message: "Look", icon: "i16", actions: [{
        actionType: "showTaskPane", actionText: "Open", commandId: "messageRead", contextData: "{}",
      }] }`,
    );
    await button('Close').click();
    await button('Open').click();
    await tour.pane.getByText('Ready').waitFor();
    expect(await tour.item('getInitializationContextAsync')).toEqual({ value: '{}' });
    await tour.item('notificationMessages.removeAsync', '"hint"');
  });
});

describe('An add-in opens', () => {
  afterEach(async () => {
    await button('Discard').click();
    await mailForm().or(eventForm()).waitFor({ state: 'detached' });
  });

  test('a new message with people, text and files', async () => {
    await tour.call(
      'displayNewMessageFormAsync',
      `{ toRecipients: ["${bela.mail}"], ccRecipients: ["c@contoso.example"], subject: "New",
        htmlBody: "<b>Hello</b>", attachments: [
          { type: "file", name: "file.txt", url: "${tour.outlook.urls.service}/file.txt" },
          { type: "item", name: "First", itemId: ${item}.itemId },
        ] }`,
    );
    await mailForm().waitFor();
    expect(await mailForm().getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('New');
    await editor().locator('b', { hasText: 'Hello' }).waitFor();
    const files = mailForm().getByRole('list', { name: 'Attached files' });
    expect(await files.getByRole('listitem').count()).toBe(2);
  });

  test.each([
    ['displayReplyForm', false],
    ['displayReplyAllForm', true],
  ])('an answer with %s', async (method, toAll) => {
    await tour.run(`${item}.${method}({ htmlBody: "<i>Thank you</i>" })`);
    await mailForm().waitFor();
    await editor().locator('i', { hasText: 'Thank you' }).waitFor();
    const carla = mailForm().getByText('Carla Third');
    expect(await carla.count()).toBe(toAll ? 1 : 0);
  });

  test('an answer, and is told when it is there', async () => {
    expect(await tour.item('displayReplyFormAsync', '"Thanks"')).toEqual({});
    await mailForm().waitFor();
  });

  test('a new appointment', async () => {
    await tour.call(
      'displayNewAppointmentFormAsync',
      `{ requiredAttendees: ["${bela.mail}"], optionalAttendees: ["o@contoso.example"],
        start: new Date(Date.UTC(2026, 11, 1, 9)), end: new Date(Date.UTC(2026, 11, 1, 10)),
        location: "Room 4", subject: "Review", body: "Line one" }`,
    );
    await eventForm().waitFor();
    expect(await eventForm().getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Review');
    expect(await eventForm().getByLabel('Start time').inputValue()).toBe('10:00');
    expect(await eventForm().getByLabel('Location').inputValue()).toBe('Room 4');
    await editor().getByText('Line one').waitFor();
  });
});

test('An add-in shows another message', async () => {
  const { value } = await graph<{ value: Message[] }>('GET', '/me/messages?$select=subject');
  const second = value.find(({ subject }) => subject === 'Second');
  await tour.run(`Office.context.mailbox.displayMessageForm('${second?.id ?? ''}')`);
  await tour.page.getByRole('heading', { level: 2, name: 'Second' }).waitFor();
});

describe('A pinned pane', () => {
  const start = async (fault?: string) => {
    await tour.page.goto('about:blank');
    const query = fault ? `&item-changed=${fault}` : '';
    await tour.page.goto(`${tour.outlook.urls.outlook}/?user=${anna.mail}${query}#/mail/inbox`);
    await open('First');
    await tour.openPane();
    await button('Pin').click();
    await open('Second');
  };
  const subject = () => tour.run(`${item}?.subject ?? null`);

  test('hears of another message', async () => {
    await start();
    expect(await tour.heard('ItemChanged')).toMatchObject({ subject: 'Second' });
  });

  test('hears twice of it, where that is the fault', async () => {
    await start('double');
    expect(await tour.heard('ItemChanged')).toMatchObject({ subject: 'Second' });
    expect(await tour.heard('ItemChanged')).toMatchObject({ subject: 'Second' });
  });

  test('hears that nothing is open, where that is the fault', async () => {
    await start('null');
    expect(await tour.heard('ItemChanged')).toMatchObject({ subject: null });
  });

  test('shows the old message, where the change is lost', async () => {
    await start('lose');
    expect(await tour.run('window.heard.length')).toBe(0);
    expect(await subject()).toBe('First');
  });

  test('is put into trouble from the fault panel', async () => {
    await start();
    await tour.heard('ItemChanged');
    await button('Faults').click();
    await tour.page
      .getByRole('radiogroup', { name: 'Selection changes in a pinned pane' })
      .getByRole('radio', { name: 'Told twice' })
      .check();
    await tour.page.keyboard.press('Escape');
    await open('Third');
    await tour.heard('ItemChanged');
    expect(await tour.heard('ItemChanged')).toMatchObject({ subject: 'Third' });
  });
});

test('A pane opens where nothing is selected, and hears of the first message that is', async () => {
  await tour.visit(anna);
  await option('First').waitFor();
  await tour.openPane();
  expect(await tour.run(`typeof ${item}`)).toBe('undefined');
  expect(await tour.run('Office.context.mailbox.userProfile.emailAddress')).toBe(anna.mail);
  await button('Pin').click();
  await open('First');
  expect(await tour.heard('ItemChanged')).toMatchObject({ subject: 'First' });
});

async function setClass(subject: string, value: string): Promise<void> {
  const { value: mails } = await graph<{ value: Message[] }>('GET', '/me/messages?$select=subject');
  const found = mails.find((mail) => mail.subject === subject);
  await graph('PATCH', `/me/messages/${found?.id ?? ''}`, {
    singleValueExtendedProperties: [{ id: 'String 0x001A', value }],
  });
}

test('Encrypted mail warns, then lets the add-in in; phones let none in', async () => {
  await setClass('Third', 'IPM.Note.SMIME');
  await tour.visit(anna);
  await open('Third');
  await button('Tour').click();
  await tour.page.getByRole('alertdialog', { name: 'Restricted item' }).waitFor();
  await button('OK').click();
  await tour.pane.getByText('Ready').waitFor();
  expect(await tour.run(`${item}.itemClass`)).toBe('IPM.Note.SMIME');
  await tour.page.setViewportSize({ width: 400, height: 800 });
  await tour.visit(anna);
  await open('Third');
  await tour.page.getByText('This message is protected.').waitFor();
  expect(await button('Tour').count()).toBe(0);
  await tour.page.setViewportSize({ width: 1366, height: 820 });
});

test('Mail with managed rights has no add-ins and says why', async () => {
  await setClass('Third', 'IPM.Note.rpmsg.Microsoft.IRM');
  await tour.visit(anna);
  await open('Third');
  await tour.page.getByText('This message is protected.').waitFor();
  expect(await button('Tour').count()).toBe(0);
});

test('An add-in moves the message it reads', async () => {
  await tour.visit(anna);
  await open('First');
  await tour.openPane();
  await tour.item('move', 'Office.MailboxEnums.Folder.DeletedItems');
  await option('First').waitFor({ state: 'detached' });
});
