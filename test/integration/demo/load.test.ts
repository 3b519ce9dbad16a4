import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import {
  ALICE,
  BENCE,
  DORKA,
  MARTIN,
  NORA,
  SERVICE_MAILBOX,
  USERS,
} from '../../../src/sandbox/demo/data/users.ts';
import { loadDemo, loadEmpty, makeOrganisation } from '../../../src/sandbox/demo/index.ts';
import { openSandboxDoors } from '../../support/sandbox-doors.ts';
import type { SandboxDoors } from '../../support/sandbox-doors.ts';

const now = new Date('2026-11-20T14:30:00Z');
const organisation = makeOrganisation(1, now);
const load = (doors: SandboxDoors) => loadDemo(doors, { seed: 1, now });

async function list(doors: SandboxDoors, userId: string, path: string) {
  const { status, body } = await doors.graph.call(userId, { method: 'GET', path });
  expect(status).toBe(200);
  return (body as { value: Record<string, unknown>[] }).value;
}
const idsIn = async (doors: SandboxDoors, userId: string, folder: string) =>
  (await list(doors, userId, `/me${folder}/messages?$top=1000&$select=internetMessageId`)).map(
    (message) => message['internetMessageId'] as string,
  );

async function countRows(doors: SandboxDoors): Promise<Record<string, number>> {
  const { rows } = await sql<{ table_name: string; count: string }>`
    select table_name, count(*) from sandbox_dataverse.row
    where table_name in ('account', 'contact', 'lead', 'opportunity', 'incident', 'systemuser')
    group by table_name`.execute(doors.deps.db);
  return Object.fromEntries(rows.map(({ table_name, count }) => [table_name, Number(count)]));
}

describe('Loading the demo organisation', () => {
  let doors: SandboxDoors;
  beforeAll(async () => {
    doors = await openSandboxDoors(() => now);
    await load(doors);
  }, 60_000);
  afterAll(async () => doors.close());

  test('fills the directory', async () => {
    const users = await doors.entra.users();
    expect(users.map(({ mail }) => mail).sort()).toEqual(USERS.map(({ mail }) => mail).sort());
    expect(users[0]).not.toHaveProperty('roles');
  });

  test('fills the CRM', async () => {
    const { systemuser, ...counts } = await countRows(doors);
    expect(counts).toEqual({ account: 40, contact: 200, lead: 30, opportunity: 60, incident: 40 });
    expect(systemuser).toBeGreaterThanOrEqual(5);
  });

  test('puts each mail into the mailbox of everybody of ours who wrote or got it', async () => {
    for (const user of [ALICE, BENCE, NORA, MARTIN, DORKA, SERVICE_MAILBOX]) {
      const sent = organisation.mails.filter(({ from }) => from.address === user.mail);
      const received = organisation.mails.filter(({ to, cc }) =>
        [...to, ...cc].some(({ address }) => address === user.mail),
      );
      const inSent = await idsIn(doors, user.id, '/mailFolders/sentitems');
      expect(inSent.sort()).toEqual(sent.map(({ messageId }) => messageId).sort());
      const all = await idsIn(doors, user.id, '');
      const sealed = organisation.sealedMails.filter(({ owner }) => owner === user.id);
      const expected = [...sent, ...received, ...sealed].map(({ messageId }) => messageId);
      expect(all.sort()).toEqual(expected.sort());
    }
  });

  test('keeps newsletters in a folder of their own', async () => {
    const folders = await list(doors, ALICE.id, '/me/mailFolders/inbox/childFolders');
    expect(folders.map((folder) => folder['displayName'])).toContain('Newsletters');
  });

  test('keeps the mail of projects in folders of folders', async () => {
    const inbox = await list(doors, BENCE.id, '/me/mailFolders/inbox/childFolders');
    const projects = inbox.find((folder) => folder['displayName'] === 'Projektek');
    const path = `/me/mailFolders/${String(projects?.['id'])}/childFolders`;
    const folders = await list(doors, BENCE.id, path);
    expect(folders).toHaveLength(1);
    expect(folders[0]?.['totalItemCount']).toBeGreaterThan(2);
  });

  test('gives signed and encrypted mail the class that Exchange gives it (E-16)', async () => {
    const classes = `$expand=singleValueExtendedProperties($filter=id eq 'String 0x001A')`;
    const mails = await list(
      doors,
      ALICE.id,
      `/me/messages?$top=1000&$select=subject&${encodeURI(classes)}`,
    );
    const classOf = (subject: string) =>
      mails.find((mail) => mail['subject'] === subject)?.['singleValueExtendedProperties'];
    const property = (value: string) => [expect.objectContaining({ value })];
    expect(classOf('Renewal approved by our board')).toEqual(
      property('IPM.Note.SMIME.MultipartSigned'),
    );
    expect(classOf('Confidential: price ceiling')).toEqual(property('IPM.Note.SMIME'));
    expect(classOf('My last day')).toBeUndefined();
  });

  test('gives three of ours contacts and tasks of their own', async () => {
    for (const { id } of USERS) {
      const contacts = await list(doors, id, '/me/contacts?$top=100');
      const own = organisation.outlookContacts.filter(({ owner }) => owner === id);
      expect(contacts.map(({ displayName }) => displayName).sort()).toEqual(
        own.map(({ contact }) => contact.displayName).sort(),
      );
      const [tasks] = await list(doors, id, '/me/todo/lists');
      const titles = await list(doors, id, `/me/todo/lists/${String(tasks?.['id'])}/tasks`);
      expect(titles.map(({ title }) => title).sort()).toEqual(
        organisation.tasks.flatMap(({ owner, task }) => (owner === id ? [task.title] : [])).sort(),
      );
    }
  });

  test('makes one conversation of a thread', async () => {
    const messages = await list(
      doors,
      ALICE.id,
      '/me/messages?$top=1000&$select=subject,conversationId',
    );
    const renewal = messages.filter(({ subject }) => String(subject).endsWith('Contoso renewal'));
    expect(renewal).toHaveLength(6);
    expect(new Set(renewal.map(({ conversationId }) => conversationId)).size).toBe(1);
  });

  test('puts meetings into the calendars of all who take part', async () => {
    const events = await list(doors, MARTIN.id, '/me/events?$top=100&$select=subject,iCalUId');
    const own = organisation.meetings.filter(({ organizer, attendees }) =>
      [organizer, ...attendees].some(({ address }) => address === MARTIN.mail),
    );
    expect(events.map((event) => event['iCalUId']).sort()).toEqual(
      own.map(({ iCalUId }) => iCalUId).sort(),
    );
  });

  test('does nothing a second time', async () => {
    const before = await countRows(doors);
    const mails = await idsIn(doors, ALICE.id, '');
    await load(doors);
    await loadEmpty(doors);
    expect(await countRows(doors)).toEqual(before);
    expect(await idsIn(doors, ALICE.id, '')).toHaveLength(mails.length);
    const contacts = organisation.outlookContacts.filter(({ owner }) => owner === ALICE.id);
    expect(await list(doors, ALICE.id, '/me/contacts?$top=100')).toHaveLength(contacts.length);
  });
});

describe('A start that was broken off', () => {
  let doors: SandboxDoors;
  beforeAll(async () => void (doors = await openSandboxDoors(() => now)), 60_000);
  afterAll(async () => doors.close());

  test('is finished by the next one, and nothing is there twice', async () => {
    let left = 100;
    const failing = {
      ...doors.graph,
      importMail: (...args: Parameters<typeof doors.graph.importMail>) => {
        left -= 1;
        if (left === 0) throw new Error('The power is gone.');
        return doors.graph.importMail(...args);
      },
    };
    await expect(loadDemo({ ...doors, graph: failing }, { seed: 1, now })).rejects.toThrow('power');
    expect(await doors.entra.users()).toEqual([]);
    await load(doors);
    const ids = await idsIn(doors, ALICE.id, '');
    expect(new Set(ids).size).toBe(ids.length);
    const isHers = ({ from, to, cc }: (typeof organisation.mails)[number]) =>
      [from, ...to, ...cc].some(({ address }) => address === ALICE.mail);
    const sealed = organisation.sealedMails.length;
    expect(ids).toHaveLength(organisation.mails.filter(isHers).length + sealed);
  }, 60_000);
});

describe('Loading the empty organisation', () => {
  let doors: SandboxDoors;
  beforeAll(async () => {
    doors = await openSandboxDoors(() => now);
    await loadEmpty(doors);
  }, 60_000);
  afterAll(async () => doors.close());

  test('makes users and empty mailboxes, and nothing else', async () => {
    expect(await doors.entra.users()).toHaveLength(5);
    expect(await list(doors, BENCE.id, '/me/messages')).toEqual([]);
    const { systemuser, ...others } = await countRows(doors);
    expect(others).toEqual({});
    expect(systemuser).toBeGreaterThanOrEqual(5);
  });
});
