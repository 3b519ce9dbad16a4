import { expect, test } from '@jest/globals';
import { decodeText } from '../../../src/sandbox/import/text.ts';

const text = 'Árvíztűrő tükörfúrógép';

test('UTF-8 is read with and without its mark', () => {
  expect(decodeText(Buffer.from(text))).toBe(text);
  expect(decodeText(Buffer.from(`\uFEFF${text}`))).toBe(text);
});

test('UTF-16 is read by its mark', () => {
  const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
  expect(decodeText(little)).toBe(text);
  expect(decodeText(Buffer.from(little).swap16())).toBe(text);
});

test('What is not UTF-8 is read as Windows-1252', () => {
  expect(decodeText(Buffer.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x80]))).toBe('Müller€');
});
