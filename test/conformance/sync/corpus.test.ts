import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tenantId } from '../../../src/sandbox/entra/registrations.ts';
import { describeWith, shared } from '../../support/oracles.ts';
import { mailboxOf, startReading } from '../../support/reading.ts';
import type { Json, TestReading } from '../../support/reading.ts';
import { anna } from '../../support/regarding.ts';

const folder = 'corpus/mail';

/** Every mail below a folder, in one order. */
function mailsIn(path: string): Buffer[] {
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => {
      const entry = join(path, name);
      if (statSync(entry).isDirectory()) return mailsIn(entry);
      return /\.eml$/.test(name) ? [readFileSync(entry)] : [];
    });
}

const hasMessageId = (mime: Buffer): boolean =>
  /^message-id\s*:\s*\S/im.test(mime.toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? '');

describeWith(folder, 'The mail corpus', () => {
  let reading: TestReading;
  let mimes: Buffer[];
  beforeAll(async () => {
    reading = await startReading();
    mimes = mailsIn(join(shared, folder));
    await reading.enable(anna, 'all');
    await deliver();
    await untilQuiet();
  }, 240_000);
  afterAll(() => reading.close());

  const start = Date.parse('2026-11-01T00:00:00Z');
  const deliver = (mails = mimes) =>
    reading.regarding.graph.importMails(
      anna.id,
      mails.map((mime, index) => ({
        ...{ mime, folder: 'inbox', isRead: true },
        at: new Date(start + index * 60_000),
      })),
    );
  const untilQuiet = async () => {
    for (let cycle = 0; cycle < 12; cycle += 1) {
      const { items } = await reading.cycle();
      if (items === 0) return;
    }
    throw new Error('The mailbox does not become quiet');
  };
  const inbox = async (): Promise<Json[]> => {
    const itemClass = `$expand=singleValueExtendedProperties($filter=id eq 'String 0x001A')`;
    const select = `$select=id,internetMessageId,isDraft&$top=1000&${encodeURI(itemClass)}`;
    const path = `/me/mailFolders/inbox/messages?${select}`;
    return (await reading.outlook(anna, 'GET', path)).value as Json[];
  };
  const emails = async (): Promise<Json[]> =>
    (await reading.regarding.crm(anna, 'emails?$select=activityid,messageid&$top=5000')).body
      .value as Json[];
  const isMail = (message: Json): boolean => !/eventMessage/i.test(message['@odata.type'] ?? '');

  const isReport = (message: Json): boolean =>
    /^REPORT\./i.test(message.singleValueExtendedProperties?.[0]?.value ?? '');

  test('has reports of delivery and reading, which are left as such (E-17)', async () => {
    const reports = (await inbox()).filter(isReport);
    expect(reports.length).toBeGreaterThan(0);
    const copies = await reading.ports.mailSync.copies(
      mailboxOf(anna),
      reports.map(({ id }) => id as string),
    );
    expect(new Set(copies.map(({ reason }) => reason))).toEqual(new Set(['not-a-mail']));
    expect(copies).toHaveLength(reports.length);
  });

  test('ends as one activity or one visible dead letter each (§3.3, 1 and 2)', async () => {
    const messages = (await inbox()).filter((message) => isMail(message) && !isReport(message));
    expect(messages.length).toBeGreaterThan(300);
    const copies = await reading.ports.mailSync.copies(
      mailboxOf(anna),
      messages.map(({ id }) => id as string),
    );
    const keyOf = new Map(copies.map(({ itemId, key }) => [itemId, key]));
    const unknown = messages.filter(({ id }) => !keyOf.has(id as string));
    expect(unknown).toEqual([]);
    const keys = [...new Set(keyOf.values())];
    const rows = await reading.ports.ledger.findMany(tenantId, keys);
    const failed = await reading.ports.failed.of(mailboxOf(anna), 1_000);
    const visible = new Set(failed.map(({ key }) => key));
    expect(rows).toHaveLength(keys.length);
    const lost = rows.filter(({ state, key }) => state !== 'tracked' && !visible.has(key));
    expect(lost).toEqual([]);
    const tracked = rows.filter(({ state }) => state === 'tracked');
    const made = new Set((await emails()).map(({ activityid }) => activityid as string));
    expect(made.size).toBe(tracked.length);
    expect(tracked.filter(({ activityId }) => !made.has(activityId ?? ''))).toEqual([]);
  }, 60_000);

  test('delivered again changes nothing in the CRM (§3.3, 4)', async () => {
    const before = (await emails()).map(({ activityid }) => activityid as string).toSorted();
    // Exchange gives a mail without an id a new one each time: then it is another mail to everybody.
    const named = mimes.filter((mime) => hasMessageId(mime));
    expect(named.length).toBeGreaterThan(300);
    await deliver(named);
    await untilQuiet();
    const after = (await emails()).map(({ activityid }) => activityid as string).toSorted();
    expect(after).toEqual(before);
  }, 240_000);
});
