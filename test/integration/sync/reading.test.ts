import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { tenantId } from '../../../src/sandbox/entra/registrations.ts';
import type { Direction } from '../../../src/domain/mail/direction.ts';
import { mailKey } from '../../../src/domain/mail/item-key.ts';
import type { LedgerRow } from '../../../src/ports/ledger.ts';
import type { MailSync } from '../../../src/ports/mail-sync.ts';
import { Fenced } from '../../../src/ports/workloads.ts';
import { anna, bela, deliver } from '../../support/regarding.ts';
import type { TestMail } from '../../support/regarding.ts';
import { mailboxOf, startReading } from '../../support/reading.ts';
import type { Json, TestReading } from '../../support/reading.ts';

let reading: TestReading;
beforeAll(async () => {
  reading = await startReading();
  await reading.enable(anna);
  await reading.enable(bela, 'none');
  await reading.cycle();
}, 60_000);
afterAll(() => reading.close());
beforeEach(() => reading.regarding.mend());

const keyOf = (messageId: string, direction: Direction = 'incoming'): string =>
  mailKey({
    tenantId,
    organization: reading.ports.crm.organization,
    direction,
    internetMessageId: messageId,
    itemId: '',
  });
const rowOf = (messageId: string, direction?: Direction): Promise<LedgerRow | null> =>
  reading.ports.ledger.find(tenantId, keyOf(messageId, direction));
const emails = async (messageId: string): Promise<Json[]> => {
  const filter = encodeURIComponent(`messageid eq '${messageId}'`);
  return (await reading.regarding.crm(anna, `emails?$filter=${filter}`)).body.value as Json[];
};
const arrive = (mail: TestMail = {}, owner = anna) => deliver(reading.regarding, owner, mail);
const move = async (id: string, folder: string, owner = anna): Promise<void> => {
  const path = `/me/messages/${encodeURIComponent(id)}/move`;
  await reading.outlook(owner, 'POST', path, { destinationId: folder });
};
const newFolder = async (name: string, parent?: string): Promise<string> => {
  const path = parent ? `/me/mailFolders/${parent}/childFolders` : '/me/mailFolders';
  return (await reading.outlook(anna, 'POST', path, { displayName: name })).id as string;
};
const copyOf = async (id: string, owner = anna) =>
  (await reading.ports.mailSync.copies(mailboxOf(owner), [id]))[0];
/** Until nothing is told any more. */
const settle = async (owner = anna): Promise<void> => {
  await reading.cycle(owner);
  await reading.cycle(owner);
};
const writes = async (): Promise<unknown[]> => {
  const all = [
    ...(await reading.regarding.requests('graph')),
    ...(await reading.regarding.requests('dataverse')),
  ].flatMap(({ method, path, parts }) => parts ?? [{ method, path }]);
  return all.filter(({ method }) => method !== 'GET');
};
const onDelta = (effect: object, times?: number) =>
  reading.regarding.break('graph', {
    hook: 'delta-page',
    effect,
    match: { path: '/messages/delta' },
    ...(times !== undefined && { times }),
  } as object);

describe('A cycle', () => {
  test('tracks what arrived; then a quiet one costs one request and writes nothing (invariant 6)', async () => {
    const { messageId, id } = await arrive();
    expect(await reading.cycle()).toMatchObject({ items: 1 });
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked', via: 'automatic' });
    expect(await emails(messageId)).toHaveLength(1);
    // The category it was given is told as a change of the mail.
    await reading.regarding.forget();
    expect(await reading.cycle()).toMatchObject({ items: 0 });
    expect(await writes()).toEqual([]);
    expect(await copyOf(id)).toMatchObject({ hasCategory: true, reason: 'all-mail' });
    await reading.regarding.forget();
    expect(await reading.cycle()).toMatchObject({ items: 0 });
    const [request, ...more] = await reading.graphRequests();
    expect(more).toEqual([]);
    expect(request?.parts?.length).toBeLessThanOrEqual(20);
    expect(await reading.regarding.requests('dataverse')).toEqual([]);
  });

  test('finds, decides and tracks a hundred new mails in ten requests (P7)', async () => {
    // Whose mailbox it is and who may track are known from the mail before.
    await arrive();
    await settle();
    const mails = Array.from({ length: 100 }, (_, number) => {
      const lines = [
        'From: Carla <carla@customer.example>',
        `To: <${anna.mail}>`,
        `Subject: One of a hundred, ${number}`,
        `Message-ID: <hundred-${number}@customer.example>`,
        ...['', 'Hello', ''],
      ];
      const at = new Date(Date.parse('2026-11-21T08:00:00Z') + number * 60_000);
      return { mime: Buffer.from(lines.join('\r\n')), folder: 'inbox', isRead: false, at };
    });
    await reading.regarding.graph.importMails(anna.id, mails);
    await reading.regarding.forget();
    expect(await reading.cycle()).toMatchObject({ items: 100 });
    const requests = [
      ...(await reading.regarding.requests('graph')),
      ...(await reading.regarding.requests('dataverse')),
    ];
    expect(requests.length).toBeLessThanOrEqual(10);
    const counts = await reading.ports.mailSync.coverage(mailboxOf(anna));
    const theirs = { reason: 'all-mail', day: '2026-11-21', mails: 100 };
    expect(counts).toContainEqual(expect.objectContaining(theirs));
    await reading.cycle();
  }, 60_000);

  test('leaves reports of delivery and of reading alone, whoever puts the category on them (E-17)', async () => {
    const report = async (type: string, messageId: string) => {
      const lines = [
        'From: <postmaster@customer.example>',
        `To: <${anna.mail}>`,
        'Subject: About what you sent',
        `Message-ID: ${messageId}`,
        `Content-Type: multipart/report; report-type=${type}; boundary=b`,
        ...['', '--b', 'Content-Type: text/plain', '', 'It went so', '--b--', ''],
      ];
      const mime = Buffer.from(lines.join('\r\n'));
      return (await reading.regarding.graph.receiveMail(anna.id, mime)).id ?? '';
    };
    const failed = await report('delivery-status', '<failed@customer.example>');
    const read = await report('disposition-notification', '<read@customer.example>');
    await reading.outlook(anna, 'PATCH', `/me/messages/${encodeURIComponent(read)}`, {
      categories: ['Tracked to Dynamics 365'],
    });
    await settle();
    for (const [id, messageId] of [
      [failed, '<failed@customer.example>'],
      [read, '<read@customer.example>'],
    ] as const) {
      expect(await copyOf(id)).toMatchObject({ reason: 'not-a-mail' });
      expect(await emails(messageId)).toEqual([]);
    }
  });

  test('asks for headers only, and never for a body before something is to be tracked (V-11)', async () => {
    await arrive({ to: [{ name: 'Béla', address: bela.mail }] }, bela);
    await reading.regarding.forget();
    await reading.cycle(bela);
    const parts = (await reading.graphRequests()).flatMap((request) => request.parts ?? []);
    const told = parts.filter(({ path }) => path.includes('/messages'));
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ path }) => /\bbody|attachments|\$value/i.test(path))).toEqual([]);
  });

  test('reads every folder, and judges the inbox with all that is in it (X-07, complaint 9)', async () => {
    const projects = await newFolder('Projects', 'inbox');
    const deep = await newFolder('Deep', projects);
    const elsewhere = await newFolder('Elsewhere');
    const inside = await arrive();
    const outside = await arrive();
    await move(inside.id, deep);
    await move(outside.id, elsewhere);
    await reading.cycle();
    expect(await rowOf(inside.messageId)).toMatchObject({ state: 'tracked' });
    expect(await rowOf(outside.messageId)).toBeNull();
    expect(await copyOf(outside.id)).toMatchObject({ reason: 'folder-not-chosen' });
    // Microsoft's sync never looks at it again (F-11).
    await move(outside.id, 'inbox');
    await reading.cycle();
    expect(await rowOf(outside.messageId)).toMatchObject({ state: 'tracked' });
  });

  test('leaves junk, deleted items and drafts alone', async () => {
    const junk = await arrive({ folder: 'junkemail' });
    const deleted = await arrive({ folder: 'deleteditems' });
    await reading.cycle();
    expect(await rowOf(junk.messageId)).toBeNull();
    expect(await rowOf(deleted.messageId)).toBeNull();
    expect(await copyOf(junk.id)).toBeUndefined();
  });

  test('judges sent mail where the organisation wants it (X-08)', async () => {
    const sent = { folder: 'sentitems', from: { name: 'Anna', address: anna.mail } };
    const to = [{ name: 'Carla', address: 'carla@customer.example' }];
    const first = await arrive({ ...sent, to });
    await reading.cycle();
    expect(await copyOf(first.id)).toMatchObject({ reason: 'sent-off' });
    await reading.ports.organization.change(tenantId, { trackSent: true });
    const second = await arrive({ ...sent, to });
    await reading.cycle();
    await reading.ports.organization.change(tenantId, { trackSent: false });
    expect(await rowOf(second.messageId, 'outgoing')).toMatchObject({
      state: 'tracked',
      direction: 'outgoing',
    });
    expect(await rowOf(first.messageId, 'outgoing')).toBeNull();
  });
});

describe('A mail that moves', () => {
  test('out of the inbox and back is still tracked, once (fault 25)', async () => {
    const { id, messageId } = await arrive();
    await settle();
    const away = await newFolder('Away');
    await move(id, away);
    await reading.cycle();
    expect(await copyOf(id)).toMatchObject({ folderId: away });
    await move(id, 'inbox');
    await reading.regarding.forget();
    await settle();
    expect(await writes()).toEqual([]);
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
    expect(await emails(messageId)).toHaveLength(1);
  });

  test('into the bin and is gone leaves its row in the CRM (invariant 8)', async () => {
    const { id, messageId } = await arrive();
    await settle();
    await reading.outlook(anna, 'DELETE', `/me/messages/${encodeURIComponent(id)}`);
    await reading.regarding.forget();
    await settle();
    expect(await writes()).toEqual([]);
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
    expect(await emails(messageId)).toHaveLength(1);
  });

  test('away and comes back as another item is the same mail (fault 25)', async () => {
    const { id, messageId } = await arrive();
    await settle();
    await reading.outlook(anna, 'DELETE', `/me/messages/${encodeURIComponent(id)}`);
    const again = await arrive({ messageId });
    expect(again.id).not.toBe(id);
    await settle();
    expect(await copyOf(again.id)).toMatchObject({ reason: 'tracked-already' });
    expect(await emails(messageId)).toHaveLength(1);
  });
});

describe('What a person untracked', () => {
  test('stays untracked, whatever happens to it (invariant 9)', async () => {
    const { id, messageId, item } = await arrive();
    await settle();
    await reading.regarding.call(anna, '/api/items/untrack', { item });
    expect(await rowOf(messageId)).toMatchObject({ state: 'untracked' });
    await settle();
    const path = `/me/messages/${encodeURIComponent(id)}`;
    await reading.outlook(anna, 'PATCH', path, { isRead: false });
    await move(id, await newFolder('Sidetrack', 'inbox'));
    await reading.regarding.forget();
    await settle();
    expect(await writes()).toEqual([]);
    expect(await rowOf(messageId)).toMatchObject({ state: 'untracked' });
    expect(await copyOf(id)).toMatchObject({ reason: 'untracked-before', hasCategory: false });
  });
});

describe('Changes that are not told as they should be', () => {
  test('a token that is gone starts the folder anew, without doubles or false untracking (fault 14)', async () => {
    const before = await arrive();
    const untold = await arrive();
    await settle();
    await reading.outlook(anna, 'DELETE', `/me/messages/${encodeURIComponent(untold.id)}`);
    await onDelta({ kind: 'gone', location: true }, 1);
    const after = await arrive();
    await reading.regarding.forget();
    expect(await reading.cycle()).toMatchObject({ items: 1 });
    expect(await rowOf(after.messageId)).toMatchObject({ state: 'tracked' });
    for (const { messageId } of [before, untold]) {
      expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
      expect(await emails(messageId)).toHaveLength(1);
    }
    await settle();
    await expectCovered('inbox');
  });

  test('a token that is gone in the middle of a round does no harm either (fault 14)', async () => {
    const mails = [];
    for (let count = 0; count < 3; count += 1) mails.push(await arrive());
    await reading.regarding.break('graph', {
      hook: 'delta-page',
      effect: { kind: 'empty' },
      match: { path: '/messages/delta' },
      times: 3,
    } as object);
    await onDelta({ kind: 'gone', location: false }, 3);
    await settle();
    for (const { messageId } of mails) expect(await emails(messageId)).toHaveLength(1);
    await settle();
    await expectCovered('inbox');
  });

  test('an empty page with a link is not the end of a round (fault 15)', async () => {
    const { messageId } = await arrive();
    await onDelta({ kind: 'empty' }, 12);
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
  });

  test('pages that repeat what was told change nothing (fault 15, invariant 4)', async () => {
    const { messageId } = await arrive();
    await onDelta({ kind: 'replay' });
    await settle();
    await reading.regarding.forget();
    await settle();
    expect(await writes()).toEqual([]);
    expect(await emails(messageId)).toHaveLength(1);
    await reading.regarding.mend();
    await expectCovered('inbox');
  });

  test('a mail of which only a part is told is read, and nobody takes its category off', async () => {
    const { id, messageId } = await arrive();
    await onDelta({ kind: 'partial' });
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
    await reading.regarding.mend();
    await settle();
    await onDelta({ kind: 'partial' });
    const path = `/me/messages/${encodeURIComponent(id)}`;
    await reading.outlook(anna, 'PATCH', path, { isRead: false });
    await settle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
    expect(await copyOf(id)).toMatchObject({ hasCategory: true });
  });
});

describe('A crash', () => {
  test('between a page and its commit loses nothing (fault 16, invariant 7)', async () => {
    const { messageId } = await arrive();
    const { mailSync } = reading.ports;
    const dying: MailSync = {
      ...bound(mailSync),
      commit: () => Promise.reject(new Error('killed')),
    };
    await expect(reading.cycle(anna, { mailSync: dying })).rejects.toThrow('killed');
    expect(await rowOf(messageId)).toBeNull();
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
    expect(await emails(messageId)).toHaveLength(1);
  });

  test('after the commit loses nothing: the next cycle finishes what was accepted (fault 16)', async () => {
    const { messageId } = await arrive();
    const { mailSync } = reading.ports;
    const dying: MailSync = {
      ...bound(mailSync),
      commit: async (fence, commit) => {
        await mailSync.commit(fence, commit);
        if (commit.intents.length > 0) throw new Error('killed');
      },
    };
    await expect(reading.cycle(anna, { mailSync: dying })).rejects.toThrow('killed');
    expect(await rowOf(messageId)).toMatchObject({ state: 'pending', reason: 'all-mail' });
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
    expect(await emails(messageId)).toHaveLength(1);
  });

  test('of nobody but a worker that woke too late changes nothing: its write is refused', async () => {
    const late = await reading.begin(anna);
    await reading.cycle();
    const [folder] = (await reading.ports.mailSync.open(late))!.folders;
    const commit = {
      cursor: { folderId: folder!.folderId, link: 'https://late.example', isRoundOpen: false },
      ...{ intents: [], copies: [], touched: [], left: [] },
    };
    await expect(reading.ports.mailSync.commit(late, commit)).rejects.toThrow(Fenced);
    await expect(reading.ports.mailSync.startAgain(late, folder!.folderId)).rejects.toThrow(Fenced);
  });
});

describe('Folders', () => {
  test('that are renamed or moved keep their place; of one that is deleted nothing is untracked (F-10, fault 24)', async () => {
    const folder = await newFolder('Before', 'inbox');
    const kept = await arrive();
    await move(kept.id, folder);
    await settle();
    const cursors = async () =>
      (await reading.ports.mailSync.open(mailboxOf(anna)))!.folders.find(
        ({ folderId }) => folderId === folder,
      );
    const before = await cursors();
    await reading.outlook(anna, 'PATCH', `/me/mailFolders/${folder}`, { displayName: 'After' });
    await reading.outlook(anna, 'POST', `/me/mailFolders/${folder}/move`, {
      destinationId: 'msgfolderroot',
    });
    await reading.cycle();
    const after = await cursors();
    expect(after).toMatchObject({ isRoundOpen: false, isFirstRound: false });
    expect(after?.parentId).not.toBe(before?.parentId);
    await reading.outlook(anna, 'DELETE', `/me/mailFolders/${folder}`);
    await reading.regarding.forget();
    await settle();
    expect(await cursors()).toBeUndefined();
    expect(await rowOf(kept.messageId)).toMatchObject({ state: 'tracked' });
    expect(await emails(kept.messageId)).toHaveLength(1);
  });

  test('more than one request holds are all read within twelve minutes', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 25; count += 1) ids.push(await newFolder(`Many ${count}`));
    await reading.cycle();
    const state = (await reading.ports.mailSync.open(mailboxOf(anna)))!;
    const read = state.folders.filter(({ folderId }) => ids.includes(folderId));
    expect(read.filter(({ readAt, link }) => readAt !== null && link !== null)).toHaveLength(25);
    await reading.cycle();
    await reading.regarding.forget();
    await reading.cycle();
    expect(await reading.graphRequests()).toHaveLength(1);
  });
});

describe('A mailbox that is suddenly empty', () => {
  test('untracks and deletes nothing (fault 26, invariant 8)', async () => {
    const mails = [await arrive({}, bela), await arrive({}, bela)];
    await reading.enable(bela, 'all');
    await settle(bela);
    await reading.enable(bela, 'none');
    for (const { messageId } of mails) {
      expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
    }
    for (const { id } of mails) {
      await reading.outlook(bela, 'DELETE', `/me/messages/${encodeURIComponent(id)}`);
    }
    await onDelta({ kind: 'gone', location: false }, 5);
    await reading.regarding.forget();
    await settle(bela);
    await settle(bela);
    expect(await writes()).toEqual([]);
    for (const { messageId } of mails) {
      expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
      expect(await emails(messageId)).toHaveLength(1);
    }
  });
});

describe('The same mail in two mailboxes', () => {
  test('is one activity, and both copies get the category (fault 5, E-20)', async () => {
    await reading.ports.organization.change(tenantId, { onlyReadMailboxDecides: true });
    const { messageId } = await arrive();
    const other = await arrive({ messageId }, bela);
    await reading.cycle(bela);
    expect(await copyOf(other.id, bela)).toMatchObject({ reason: 'automatic-off' });
    await reading.cycle();
    await reading.ports.organization.change(tenantId, { onlyReadMailboxDecides: false });
    await settle(bela);
    expect(await emails(messageId)).toHaveLength(1);
    expect(await copyOf(other.id, bela)).toMatchObject({ hasCategory: true });
    const path = `/me/messages/${encodeURIComponent(other.id)}`;
    expect(await reading.outlook(bela, 'GET', path)).toMatchObject({
      categories: ['Tracked to Dynamics 365'],
    });
    // Béla does not want the label; Anna's tracking is not his to end.
    await reading.outlook(bela, 'PATCH', path, { categories: [] });
    await reading.regarding.forget();
    await settle(bela);
    await settle();
    expect(await writes()).toEqual([]);
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
  });

  test('is marked where it was tracked by hand, and nowhere else (E-20)', async () => {
    const { messageId, item } = await arrive({ folder: 'archive' });
    const other = await arrive({ messageId, folder: 'archive' }, bela);
    await settle(bela);
    await reading.regarding.call(anna, '/api/items/track', { item });
    await settle();
    await settle(bela);
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked', via: 'pane' });
    expect(await copyOf(other.id, bela)).toMatchObject({ hasCategory: false });
  });
});

describe('Mail nobody tracked', () => {
  test('is forgotten after 90 days, and not judged anew when its folder is read again (V-11)', async () => {
    const stranger = {
      from: { name: 'Sam', address: 'sam@nowhere.example' },
      to: [{ name: bela.displayName, address: bela.mail }],
    };
    const old = await arrive({ ...stranger, at: '2026-03-01T09:00:00Z' }, bela);
    const byHand = await arrive({ ...stranger, at: '2026-03-02T09:00:00Z' }, bela);
    const [recent, left] = [await arrive(stranger, bela), await arrive(stranger, bela)];
    const late = { ...stranger, at: '2026-10-01T09:00:00Z' };
    await reading.regarding.call(bela, '/api/items/track', { item: byHand.item });
    await settle(bela);
    // While there may be more to read, a mailbox starts where it was told.
    await reading.ports.mailSync.forgetOld();
    expect(await copyOf(old.id, bela)).toBeDefined();
    await reading.regarding.query(
      `update regarding.workload set idle_cycles = 1 where user_id = $1`,
      [bela.id],
    );
    await reading.regarding.query(
      `update regarding.copy set left_at = now() - interval '8 days' where item_id = $1`,
      [left.id],
    );
    await reading.ports.mailSync.forgetOld();
    expect(await copyOf(old.id, bela)).toBeUndefined();
    expect(await copyOf(byHand.id, bela)).toBeDefined();
    expect(await copyOf(recent.id, bela)).toBeDefined();
    expect(await copyOf(left.id, bela)).toBeUndefined();
    await reading.ports.settings.change(mailboxOf(bela), { autoTracking: 'all' });
    await reading.regarding.query(
      `update regarding.folder_cursor set start_again = true where user_id = $1`,
      [bela.id],
    );
    const told = await arrive(late, bela);
    await settle(bela);
    expect(await rowOf(told.messageId)).toMatchObject({ state: 'tracked' });
    expect(await rowOf(old.messageId)).toBeNull();
    expect(await copyOf(old.id, bela)).toBeUndefined();
    expect(await rowOf(byHand.messageId)).toMatchObject({ state: 'tracked' });
  });
});

describe('The proof', () => {
  test('for each folder and day of receipt, what was decided is what is there (part 2)', async () => {
    await settle();
    for (const folder of ['inbox', 'sentitems', 'archive']) await expectCovered(folder);
  });
});

/** Compares what was decided about a folder with what the mailbox itself says is in it. */
async function expectCovered(folder: string): Promise<void> {
  const { id } = await reading.outlook(anna, 'GET', `/me/mailFolders/${folder}`);
  const path = `/me/mailFolders/${folder}/messages?$select=receivedDateTime&$top=1000`;
  const { value } = await reading.outlook(anna, 'GET', path);
  const there = countBy(
    (value as Json[]).map((mail) => String(mail.receivedDateTime).slice(0, 10)),
  );
  const coverage = await reading.ports.mailSync.coverage(mailboxOf(anna));
  const decided = new Map<string, number>();
  for (const { folderId, day, mails } of coverage) {
    if (folderId === id) decided.set(day, (decided.get(day) ?? 0) + mails);
  }
  expect(Object.fromEntries(decided)).toEqual(there);
}

function countBy(days: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const day of days) counts[day] = (counts[day] ?? 0) + 1;
  return counts;
}

/** The port with its methods as they are, so that some can be replaced. */
function bound(port: MailSync): MailSync {
  return {
    open: (mailbox) => port.open(mailbox),
    copies: (mailbox, ids) => port.copies(mailbox, ids),
    keepTree: (fence, change) => port.keepTree(fence, change),
    keepCategory: (mailbox, category, isLost) => port.keepCategory(mailbox, category, isLost),
    markEarlier: (mailbox) => port.markEarlier(mailbox),
    startAgain: (fence, folderId) => port.startAgain(fence, folderId),
    passed: (fence, ids) => port.passed(fence, ids),
    commit: (fence, commit) => port.commit(fence, commit),
    dueMarks: (mailbox, limit) => port.dueMarks(mailbox, limit),
    marked: (fence, ids, has) => port.marked(fence, ids, has),
    coverage: (mailbox) => port.coverage(mailbox),
    forgetOld: () => port.forgetOld(),
  };
}
