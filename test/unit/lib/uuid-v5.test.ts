import { expect, test } from '@jest/globals';
import { uuidV5 } from '../../../src/lib/uuid-v5.ts';

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

test('A name-based UUID is the one RFC 9562 gives for the same name', () => {
  expect(uuidV5(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('Names beyond ASCII are taken as UTF-8', () => {
  expect(uuidV5(dns, 'élő')).not.toBe(uuidV5(dns, 'elo'));
  expect(uuidV5(dns, 'élő')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
});
