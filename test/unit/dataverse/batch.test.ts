import { describe, expect, test } from '@jest/globals';
import { parseBatch } from '../../../src/sandbox/dataverse/batch/parse.ts';

const type = 'multipart/mixed; boundary="b_1"';

const part = (lines: string[]) => ['--b_1', 'Content-Type: application/http', '', ...lines];

describe('A batch', () => {
  test('may begin with an empty line, use LF or CRLF, and have absolute addresses', () => {
    const lines = [
      '',
      ...part(['GET https://localhost:1/api/data/v9.2/contacts?$top=1 HTTP/1.1', 'Accept: x', '']),
      ...part(['DELETE /api/data/v9.2/contacts(1) HTTP/1.1', '', '']),
      ...part(['GET accounts HTTP/1.1']),
      '--b_1--',
    ];
    for (const newline of ['\n', '\r\n']) {
      expect(parseBatch(type, lines.join(newline))).toMatchObject([
        { method: 'GET', path: 'contacts?$top=1', headers: { accept: 'x' }, body: '' },
        { method: 'DELETE', path: 'contacts(1)' },
        { method: 'GET', path: 'accounts' },
      ]);
    }
  });

  test('holds change sets whose requests keep Content-ID, headers and body', () => {
    const body = [
      '--b_1',
      'Content-Type:multipart/mixed;boundary=b_10',
      '',
      '--b_10',
      'Content-Type: application/http',
      'Content-ID: 7',
      '',
      'POST tasks HTTP/1.1',
      'Content-Type: application/json',
      '',
      '{',
      '',
      ' "subject": "--b_1" }',
      '--b_10--',
      '--b_1--',
    ].join('\n');
    const [changeSet] = parseBatch(type, body);
    expect(changeSet).toMatchObject([
      { method: 'POST', path: 'tasks', contentId: '7', body: '{\n\n "subject": "--b_1" }' },
    ]);
  });

  test('without boundary, end or request line is refused', () => {
    expect(() => parseBatch('multipart/mixed', '')).toThrow('boundary');
    expect(() => parseBatch(type, '--b_1\n\nGET x')).toThrow('end');
    expect(() => parseBatch(type, '--b_1\n\n\nnonsense\n--b_1--')).toThrow('request line');
  });
});
