import { describe, expect, test } from '@jest/globals';
import { folderVerdict, isDiscarded, ruleOf } from '../../../src/domain/sync/folder-rule.ts';
import type { FiledMail, FolderRule, FolderTree } from '../../../src/domain/sync/folder-rule.ts';

const account = { table: 'account', id: 'ACC00000-0000-4000-8000-000000000001' };
const other = { table: 'opportunity', id: '09900000-0000-4000-8000-000000000001' };

const tree: FolderTree = new Map(
  Object.entries({
    root: [null, false],
    inbox: ['root', false],
    projects: ['inbox', false],
    wool: ['projects', false],
    silk: ['projects', false],
    deleted: ['root', true],
    old: ['deleted', false],
    loop: ['loop', false],
  } as const).map(([id, [parentId, isDiscard]]) => [id, { parentId, isDiscard }]),
);

const rule = (folderId: string, more: Partial<FolderRule> = {}): FolderRule => ({
  id: `rule-${folderId}`,
  folderId,
  regarding: account,
  includeSubfolders: false,
  keepsManual: true,
  isPaused: false,
  ...more,
});

const filed = (more: Partial<FiledMail> = {}): FiledMail => ({
  isTracked: true,
  regarding: null,
  isByHand: false,
  isFiledByAnother: false,
  ...more,
});

describe('the rule of a folder', () => {
  test('a rule is about its own folder alone (F-02)', () => {
    const rules = [rule('projects')];
    expect(ruleOf('projects', rules, tree)?.id).toBe('rule-projects');
    expect(ruleOf('wool', rules, tree)).toBeNull();
    expect(ruleOf('inbox', rules, tree)).toBeNull();
  });

  test('a rule may include its sub-folders, and the nearest one counts (F-02)', () => {
    const rules = [
      rule('inbox', { includeSubfolders: true }),
      rule('projects', { includeSubfolders: true, regarding: other }),
    ];
    expect(ruleOf('silk', rules, tree)?.regarding).toEqual(other);
    expect(ruleOf('inbox', rules, tree)?.regarding).toEqual(account);
  });

  test('an untracked folder may sit inside a tracked one (F-02)', () => {
    const rules = [rule('inbox', { includeSubfolders: true }), rule('silk', { isPaused: true })];
    expect(ruleOf('silk', rules, tree)).toBeNull();
    expect(ruleOf('wool', rules, tree)?.id).toBe('rule-inbox');
  });

  test('several folders may point to one record (F-02)', () => {
    const rules = [rule('wool'), rule('silk')];
    expect(ruleOf('wool', rules, tree)?.regarding).toEqual(ruleOf('silk', rules, tree)?.regarding);
  });

  test('a folder among the deleted ones has no rule while it lies there (F-10)', () => {
    expect(ruleOf('old', [rule('old')], tree)).toBeNull();
    expect(isDiscarded('old', tree)).toBe(true);
    expect(isDiscarded('wool', tree)).toBe(false);
  });

  test('a tree that bites its tail has an end', () => {
    expect(ruleOf('loop', [rule('inbox')], tree)).toBeNull();
  });
});

describe('what a mapped folder does to a mail', () => {
  test.each<[string, Pick<FolderRule, 'regarding' | 'keepsManual'>, FiledMail | null, string]>([
    ['tracks what is not tracked, whoever it is from (F-04)', rule('wool'), null, 'track'],
    [
      'tracks what was untracked and filed again (F-04)',
      rule('wool'),
      filed({ isTracked: false }),
      'track',
    ],
    ['links what is regarding nothing (F-04)', rule('wool'), filed(), 'set-regarding'],
    [
      'links what is regarding another record (F-06, F-07, F-08)',
      rule('wool'),
      filed({ regarding: other }),
      'set-regarding',
    ],
    [
      'leaves what is regarding its record',
      rule('wool'),
      filed({ regarding: { ...account, id: account.id.toLowerCase() } }),
      'nothing',
    ],
    [
      'overwrites what a person linked by hand, where that was said (F-08)',
      rule('wool', { keepsManual: false }),
      filed({ regarding: other, isByHand: true }),
      'set-regarding',
    ],
    [
      'without a record takes no link off (F-06, F-07)',
      rule('wool', { regarding: null }),
      filed({ regarding: other }),
      'nothing',
    ],
    [
      'leaves what a person linked by hand, where it is to (our F-08)',
      rule('wool'),
      filed({ regarding: other, isByHand: true }),
      'nothing',
    ],
    [
      'leaves what another person’s folder linked first (F-09)',
      rule('wool'),
      filed({ regarding: other, isFiledByAnother: true }),
      'nothing',
    ],
  ])('%s', (_fact, facts, mail, verdict) => {
    expect(folderVerdict(facts, mail)).toBe(verdict);
  });
});
