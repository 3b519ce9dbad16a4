import { describe, expect, test } from '@jest/globals';
import { readOptions, UserError } from '../../../src/bin/local/options.ts';

describe('the command line of npm start', () => {
  test('without words it starts the demo on port 3000 with its data in .regarding', () => {
    expect(readOptions([], '/home/ada')).toEqual({
      port: 3000,
      dataDir: '/home/ada/.regarding',
      fresh: false,
      seed: 'demo',
      importPaths: [],
      open: false,
    });
  });

  test('every word after --import is a path, relative to the current folder', () => {
    const options = readOptions(['--import', 'a.mbox', 'b.eml', '/c', '--fresh'], '/home/ada');
    expect(options.importPaths).toEqual(['/home/ada/a.mbox', '/home/ada/b.eml', '/c']);
    expect(options.fresh).toBe(true);
  });

  test.each([
    [['--port', 'http'], '--port http is not a port'],
    [['--port', '0'], '--port 0 is not a port'],
    [['--port', '65532'], '--port 65532 is not a port'],
    [['--seed', 'big'], '--seed big is unknown. Give demo or empty.'],
    [['--portt', '1'], "Unknown option '--portt'"],
    [['mail.mbox'], "'mail.mbox' is not an option"],
    [['--data'], '--data'],
  ])('%j is refused in one sentence', (args, sentence) => {
    expect(() => readOptions(args, '/')).toThrow(UserError);
    expect(() => readOptions(args, '/')).toThrow(sentence);
  });
});
