import { expect, test } from '@jest/globals';
import { readPath } from '../../../src/sandbox/graph/path.ts';
import { findRoute } from '../../../src/sandbox/graph/routes.ts';
import { parseResource } from '../../../src/sandbox/odata/parse.ts';

const read = (url: string) => readPath(parseResource(url).path);

test.each([
  ["/me/mailFolders('inbox')/messages", 'me', ['mailFolders', 'inbox', 'messages'], undefined],
  [
    'me/mailfolders/a/childFolders/b/childFolders',
    'me',
    ['mailfolders', 'b', 'childFolders'],
    undefined,
  ],
  [
    '/users/a@x.example/mailFolders/a/messages/AA=/move',
    'a@x.example',
    ['messages', 'AA=', 'move'],
    'a',
  ],
  ["/users('1')/messages('AA%3D')/$value", '1', ['messages', 'AA=', '$value'], undefined],
  [
    '/me/mailFolders/a/messages/microsoft.graph.delta()',
    'me',
    ['mailFolders', 'a', 'messages', 'delta'],
    undefined,
  ],
  ['/users', undefined, ['users'], undefined],
])('%s is read', (url, owner, rest, folder) => {
  expect(read(url)).toMatchObject({ owner, rest, folder });
});

test('A function with parameters is named as not built', () => {
  expect(() => read("/me/reminderView(startDateTime='2026-01-01')")).toThrow('reminderView');
});

test('Ids never stand for segments with a dollar sign', () => {
  expect(findRoute('GET', ['messages', '$count'])).toBeUndefined();
  expect(findRoute('GET', ['MESSAGES', 'x', 'Attachments', 'y', '$VALUE'])?.ids).toEqual([
    'x',
    'y',
  ]);
});
