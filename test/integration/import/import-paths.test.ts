import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { formatReport, importPaths } from '../../../src/sandbox/import/index.ts';
import { openSandboxDoors } from '../../support/sandbox-doors.ts';
import { anna, bela } from '../../support/people.ts';
import type { GraphDoor } from '../../../src/sandbox/graph/door.ts';
import type { SandboxDoors } from '../../support/sandbox-doors.ts';

let doors: SandboxDoors;
let folder: string;
/** A number for each test, so that tests don't see each other's items. */
let run = 0;

beforeAll(async () => {
  doors = await openSandboxDoors(() => new Date('2026-11-22T12:00:00Z'));
  await doors.entra.addUsers([anna, bela]);
});
afterAll(async () => doors.close());
beforeEach(async () => {
  run += 1;
  folder = await mkdtemp(join(tmpdir(), 'regarding-import-'));
  return () => rm(folder, { recursive: true });
});

const put = async (name: string, text: string | Buffer) => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};
const importInto = (paths: string[], user = anna) => importPaths(paths, { userId: user.id }, doors);
const list = async (path: string, user = anna) => {
  const { body } = await doors.graph.call(user.id, { method: 'GET', path });
  return (body as { value: Record<string, unknown>[] }).value;
};
const mailsOf = async (place: string, subject: string, user = anna) =>
  (await list(`/me/mailFolders/${place}/messages?$top=1000`, user)).filter(
    (m) => m['subject'] === subject,
  );

const mail = (id: string, extra: Record<string, string> = {}) => {
  const headers = {
    From: 'Ada <ada@shop.example>',
    To: anna.mail,
    Subject: `Mail ${id} of run ${run}`,
    'Message-ID': `<${id}.${run}@shop.example>`,
    Date: 'Tue, 20 Aug 2024 12:05:11 +0200',
    ...extra,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\nHello.\r\n`;
};
const meeting = (uid: string, ...lines: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    `UID:${uid}.${run}`,
    `SUMMARY:Meeting ${run}`,
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

describe('Importing mail', () => {
  test('puts it into the Inbox with its own date, read', async () => {
    const report = await importInto([await put('a.eml', mail('a'))]);
    expect(report).toMatchObject({ imported: { mail: 1 }, skipped: [] });
    const [found] = await mailsOf('inbox', `Mail a of run ${run}`);
    expect(found).toMatchObject({
      receivedDateTime: '2024-08-20T10:05:11Z',
      isRead: true,
      internetMessageId: `<a.${run}@shop.example>`,
    });
  });

  test('puts what the user wrote into Sent Items', async () => {
    await importInto([await put('a.eml', mail('a', { From: anna.mail.toUpperCase() }))]);
    expect(await mailsOf('sentitems', `Mail a of run ${run}`)).toHaveLength(1);
    expect(await mailsOf('inbox', `Mail a of run ${run}`)).toHaveLength(0);
  });

  test('dates a mail without a date by its file', async () => {
    const path = await put('a.eml', mail('a', { Date: 'some day' }));
    await utimes(path, new Date(), new Date('2023-01-02T03:04:05Z'));
    await importInto([path]);
    const [found] = await mailsOf('inbox', `Mail a of run ${run}`);
    expect(found?.['receivedDateTime']).toBe('2023-01-02T03:04:05Z');
  });

  test('leaves out what is in the mailbox already, but not in another’s', async () => {
    const path = await put('a.eml', mail('a'));
    await importInto([path]);
    const again = await importInto([path]);
    expect(again).toMatchObject({
      imported: { mail: 0 },
      skipped: [{ path, reason: 'It is in the mailbox already.' }],
    });
    expect(await importInto([path], bela)).toMatchObject({ imported: { mail: 1 }, skipped: [] });
  });

  test('gives a mail without a Message-ID one that a second import knows', async () => {
    const path = await put('a.eml', mail('a').replace(/Message-ID:.*\r\n/, ''));
    expect(await importInto([path])).toMatchObject({ imported: { mail: 1 } });
    expect((await importInto([path])).skipped).toMatchObject([
      { reason: 'It is in the mailbox already.' },
    ]);
  });

  test('splits an mbox and names the mail in it that is none', async () => {
    const postmark = 'From ada@shop.example Tue Aug 20 12:05:11 2024\n';
    const unix = (text: string) => text.replaceAll('\r\n', '\n');
    const text = [mail('a'), 'no header here\n', mail('b', { Date: '' })].map(unix);
    const path = await put('all.mbox', text.map((one) => `${postmark}${one}\n`).join(''));
    const report = await importInto([path]);
    expect(report.imported.mail).toBe(2);
    expect(report.skipped).toEqual([
      { path: `${path} (mail 2)`, reason: 'It does not start with the header of a mail.' },
    ]);
    const [dated] = await mailsOf('inbox', `Mail b of run ${run}`);
    expect(dated?.['receivedDateTime']).toBe('2024-08-20T12:05:11Z');
  });

  test('takes broken MIME', async () => {
    const broken = [
      mail('a', { 'Content-Type': 'multipart/mixed; boundary=never' }),
      mail('b', {
        'Content-Type': 'text/plain; charset=klingon',
        'Content-Transfer-Encoding': 'base64',
      }),
      mail('c', { 'Content-Type': ';;;=', 'Content-Transfer-Encoding': 'what' }),
      mail('d', { From: '<<@>', To: ',,,;', Subject: '=?utf-8?B?####?=' }),
      'Subject: only this',
      Buffer.concat([Buffer.from(mail('e')), Buffer.from([0, 255, 254, 0, 128])]),
    ];
    const paths = await Promise.all(broken.map((text, index) => put(`${index}.eml`, text)));
    const report = await importInto(paths);
    expect(report.skipped).toEqual([]);
    expect(report.imported.mail).toBe(broken.length);
  });
});

describe('Importing meetings', () => {
  test('puts them into the calendar, once', async () => {
    const path = await put(
      'a.ics',
      meeting('a', 'DTSTART:20261120T100000Z', 'DTEND:20261120T110000Z'),
    );
    expect(await importInto([path])).toMatchObject({ imported: { meeting: 1 }, skipped: [] });
    expect((await importInto([path])).skipped).toMatchObject([
      { reason: 'It is in the calendar already.' },
    ]);
    const found = (await list('/me/events?$top=1000')).filter(
      (e) => e['subject'] === `Meeting ${run}`,
    );
    expect(found).toMatchObject([
      { start: { dateTime: '2026-11-20T10:00:00.0000000', timeZone: 'UTC' } },
    ]);
  });

  /** The calendar with the answers of its single meetings replaced, and what it was asked. */
  function calendarAnswering(status: number) {
    const asked: { method: string; path: string; body?: unknown }[] = [];
    const graph: GraphDoor = {
      ...doors.graph,
      call: (userId, request) => {
        if (!['PATCH', 'DELETE'].includes(request.method)) return doors.graph.call(userId, request);
        asked.push(request);
        return Promise.resolve({ status, headers: {}, body: {} });
      },
    };
    return { asked, doors: { ...doors, graph } };
  }
  const series = () =>
    meeting(
      'a',
      'DTSTART:20261123T100000Z',
      'DTEND:20261123T110000Z',
      'RRULE:FREQ=DAILY;COUNT=4',
      'EXDATE:20261124T100000Z',
      'END:VEVENT',
      'BEGIN:VEVENT',
      `UID:a.${run}`,
      'RECURRENCE-ID:20261125T100000Z',
      'DTSTART:20261125T150000Z',
      'DTEND:20261125T160000Z',
      `SUMMARY:Moved ${run}`,
    );

  test('asks the calendar to leave out and move single meetings of a series', async () => {
    const calendar = calendarAnswering(200);
    const path = await put('a.ics', series());
    const report = await importPaths([path], { userId: anna.id }, calendar.doors);
    expect(report).toMatchObject({ imported: { meeting: 1 }, skipped: [] });
    const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
    expect(calendar.asked).toMatchObject([
      { method: 'DELETE' },
      {
        method: 'PATCH',
        body: {
          subject: `Moved ${run}`,
          start: utc('2026-11-25T15:00:00.000'),
          end: utc('2026-11-25T16:00:00.000'),
        },
      },
    ]);
    expect(new Set(calendar.asked.map((one) => one.path)).size).toBe(2);
  });

  test('imports a series and lists what the calendar cannot do to its meetings', async () => {
    const path = await put('a.ics', series());
    const report = await importPaths([path], { userId: anna.id }, calendarAnswering(501).doors);
    const reason = 'It changes one meeting of a series, which this calendar cannot do.';
    expect(report).toMatchObject({ imported: { meeting: 1 }, skipped: [{ reason }, { reason }] });
  });

  test('imports the series and lists a change that it has no meeting for', async () => {
    const rule = ['DTSTART:20261123T100000Z', 'DTEND:20261123T110000Z', 'RRULE:FREQ=DAILY;COUNT=2'];
    const change = [
      'END:VEVENT',
      'BEGIN:VEVENT',
      `UID:a.${run}`,
      'RECURRENCE-ID:20261201T100000Z',
      'DTSTART:20261201T150000Z',
    ];
    const path = await put('a.ics', meeting('a', ...rule, ...change));
    expect(await importInto([path])).toMatchObject({
      imported: { meeting: 1 },
      skipped: [
        { path: `${path} (event 1)`, reason: 'It changes a meeting that its series lacks.' },
      ],
    });
  });
});

describe('Importing contacts', () => {
  test('puts each card into the contacts, once', async () => {
    const card = (name: string) =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name} ${run}\r\nEMAIL:${name}${run}@b.example\r\nEND:VCARD\r\n`;
    const path = await put('a.vcf', card('One') + card('Two'));
    expect(await importInto([path])).toMatchObject({ imported: { contact: 2 }, skipped: [] });
    expect((await importInto([path])).skipped).toHaveLength(2);
    const names = (await list('/me/contacts?$top=1000')).map((c) => c['displayName']);
    expect(names).toEqual(expect.arrayContaining([`One ${run}`, `Two ${run}`]));
  });
});

describe('Importing a folder', () => {
  test('accounts for every file, hidden and nested ones too', async () => {
    await mkdir(join(folder, 'deep/er'), { recursive: true });
    await put('deep/er/message', mail('a'));
    await put('deep/.hidden', 'settings');
    await put('picture.png', '\x89PNG');
    await put('empty.eml', '');
    const report = await importInto([folder]);
    expect(report.files.map(({ path, items }) => [path.slice(folder.length + 1), items])).toEqual([
      ['deep/.hidden', 0],
      ['deep/er/message', 1],
      ['empty.eml', 0],
      ['picture.png', 0],
    ]);
    expect(report.skipped.map(({ reason }) => reason)).toEqual([
      'It is not a mail, mailbox, calendar or contact card.',
      'It is empty.',
      'It is not a mail, mailbox, calendar or contact card.',
    ]);
    expect(formatReport(report)).toContain('Imported 1 mail, 0 meetings, 0 contacts from 4 files.');
  });

  test('ends although links make a loop, and lists a link to nowhere', async () => {
    await put('a.eml', mail('a'));
    await symlink(folder, join(folder, 'loop'));
    await symlink(join(folder, 'gone'), join(folder, 'nowhere'));
    const report = await importInto([folder]);
    expect(report.imported.mail).toBe(1);
    expect(report.skipped).toEqual([
      { path: join(folder, 'nowhere'), reason: 'It does not exist.' },
    ]);
  });
});

describe('A path that cannot be imported at all', () => {
  test('is an error that names it', async () => {
    const path = join(folder, 'missing.mbox');
    await expect(importInto([path])).rejects.toThrow(`Cannot import ${path}: It does not exist.`);
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test.skip : test)(
    'is an error where it may not be read (needs a user who is not root)',
    async () => {
      const path = await put('secret.eml', mail('a'));
      await chmod(path, 0);
      await expect(importInto([path])).rejects.toThrow('It may not be read.');
    },
  );

  test('is an error where the user does not exist', async () => {
    const path = await put('a.eml', mail('a'));
    const nobody = { ...anna, id: '00000000-0000-4000-8000-000000000000' };
    await expect(importInto([path], nobody)).rejects.toThrow('There is no user');
  });
});
