import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');

/** What a tool of node_modules says, and nothing where it finds nothing. */
function complaintsOf(program: string, ...given: string[]): Promise<string> {
  const file = join(root, 'node_modules', program);
  const child = spawn(process.execPath, [file, ...given], { cwd: root });
  let said = '';
  const collect = (chunk: Buffer) => (said += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 ? '' : said || `ended with ${code}`));
  });
}

/** As `npm run check:static`; here they run beside the other tests. */
describe('The sources', () => {
  test('keep the rules of the rooms and of the language', async () => {
    expect(await complaintsOf('eslint/bin/eslint.js', '.')).toBe('');
  }, 1_200_000);

  test('have no errors of types', async () => {
    expect(await complaintsOf('typescript/bin/tsc')).toBe('');
  }, 600_000);

  test('are formatted', async () => {
    const given = ['--check', '--log-level', 'warn', '.'];
    expect(await complaintsOf('prettier/bin/prettier.cjs', ...given)).toBe('');
  }, 600_000);
});
