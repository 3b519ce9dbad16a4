import { describe, expect, test } from '@jest/globals';
import { chooseFolders } from '../../../src/domain/sync/choose-folders.ts';
import type { FolderToRead } from '../../../src/domain/sync/choose-folders.ts';
import { folderScope } from '../../../src/domain/sync/folder-scope.ts';
import type { KnownFolder } from '../../../src/domain/sync/folder-scope.ts';

const folder = (
  folderId: string,
  parentId: string | null,
  wellKnown: KnownFolder['wellKnown'] = null,
): KnownFolder => ({ folderId, parentId, wellKnown });

describe('Where mail is looked for', () => {
  const scope = folderScope([
    folder('root', null, 'msgfolderroot'),
    folder('inbox', 'root', 'inbox'),
    folder('projects', 'inbox'),
    folder('deep', 'projects'),
    folder('sent', 'root', 'sentitems'),
    folder('private', 'root'),
    folder('bin', 'root', 'deleteditems'),
    folder('thrown', 'bin'),
    folder('junk', 'root', 'junkemail'),
    folder('loop', 'pool'),
    folder('pool', 'loop'),
  ]);

  test.each([
    ['inbox', true, true],
    ['projects', true, true],
    ['deep', true, true],
    ['sent', true, true],
    ['private', true, false],
    ['bin', false, false],
    ['thrown', false, false],
    ['junk', false, false],
    ['root', false, false],
    ['loop', true, false],
    ['unknown', false, false],
  ])('%s: read %s, judged by itself %s', (id, isRead, isAutomatic) => {
    expect([scope.isRead(id), scope.isAutomatic(id)]).toEqual([isRead, isAutomatic]);
  });
});

describe('The folders of a cycle', () => {
  const minute = 60_000;
  const start = Date.parse('2026-11-20T08:00:00Z');
  const at = (minutes: number): Date => new Date(start + minutes * minute);
  const fresh = (count: number): FolderToRead[] =>
    Array.from({ length: count }, (_, index) => ({
      folderId: `f${index}`,
      isFirst: index === 0,
      isRoundOpen: false,
      readAt: null,
    }));

  test('are as many as fit, those where mail arrives always among them', () => {
    const all = fresh(30).map((one) => ({ ...one, readAt: at(0) }));
    const chosen = chooseFolders(all.toReversed(), at(2), 18);
    expect(chosen).toHaveLength(18);
    expect(chosen[0]?.folderId).toBe('f0');
  });

  test.each([[2], [5], [12]])(
    'never leave one unread for more than twelve minutes at a cycle every %s minutes',
    (every) => {
      let folders = fresh(61);
      let longest = 0;
      for (let now = 0; now <= 240; now += every) {
        const chosen = new Set(chooseFolders(folders, at(now), 18).map((one) => one.folderId));
        for (const { readAt } of folders) {
          if (readAt) longest = Math.max(longest, at(now).getTime() - readAt.getTime());
        }
        folders = folders.map((one) =>
          chosen.has(one.folderId) ? { ...one, readAt: at(now) } : one,
        );
      }
      const unread = folders.filter(({ readAt }) => readAt === null);
      expect(unread).toEqual([]);
      expect(longest).toBeLessThanOrEqual(12 * minute);
    },
  );

  test('are first those that were never read, or of which more waits', () => {
    const all = fresh(20).map((one) => ({ ...one, readAt: at(0) }));
    const waiting = { folderId: 'open', isFirst: false, isRoundOpen: true, readAt: at(1) };
    const unseen = { folderId: 'new', isFirst: false, isRoundOpen: false, readAt: null };
    const chosen = chooseFolders([...all, waiting, unseen], at(2), 3);
    expect(chosen.map(({ folderId }) => folderId)).toEqual(['f0', 'new', 'open']);
  });
});
