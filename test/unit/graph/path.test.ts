import { expect, test } from '@jest/globals';
import { readPath } from '../../../src/sandbox/graph/path.ts';
import { matchRoute } from '../../../src/sandbox/graph/route.ts';
import { routes } from '../../../src/sandbox/graph/routes.ts';
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

test('The parameters of a function follow its name', () => {
  const { rest } = read("/me/outlook/supportedTimeZones(TimeZoneStandard='iana')");
  expect(rest).toEqual(['outlook', 'supportedTimeZones', 'iana']);
});

test('Ids never stand for segments with a dollar sign', () => {
  expect(matchRoute(routes, 'GET', ['messages', '$value'])).toBeUndefined();
  expect(matchRoute(routes, 'GET', ['MESSAGES', 'x', 'Attachments', 'y', '$VALUE'])?.ids).toEqual([
    'x',
    'y',
  ]);
});
