import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import {
  decodeId,
  decodeRestId,
  encodeId,
  toEwsId,
  toRestForm,
  type ItemKey,
} from '../../../src/sandbox/graph/store/ids.ts';

const key = fc.record<ItemKey>({
  kind: fc.constantFrom('message', 'event', 'contact', 'folder', 'attachment'),
  mailbox: fc.uuid(),
  number: fc.nat(),
  generation: fc.nat(1_000),
  occurrence: fc.nat(100_000),
});

describe('Ids', () => {
  test('An id reads back as what it names, in REST and EWS letters', () => {
    fc.assert(
      fc.property(key, (item) => {
        const regular = encodeId('regular', item);
        expect(decodeId(regular)).toEqual({ ...item, form: 'regular' });
        expect(decodeId(toEwsId(regular))).toEqual({ ...item, form: 'regular' });
        expect(toRestForm(toEwsId(regular))).toBe(regular);
        const immutable = encodeId('immutable', item);
        expect(decodeId(immutable)).toEqual({ ...item, generation: 0, form: 'immutable' });
        expect(regular.startsWith('AAMk') && immutable.startsWith('AAkALg')).toBe(true);
        expect([regular.length, immutable.length]).toEqual([152, 76]);
      }),
    );
  });

  test('One changed letter makes an id malformed', () => {
    fc.assert(
      fc.property(key, fc.nat(75), fc.constantFrom('A', 'a', '9', '-'), (item, at, letter) => {
        const id = encodeId('immutable', item);
        fc.pre(id[at] !== letter);
        const changed = id.slice(0, at) + letter + id.slice(at + 1);
        expect(() => decodeId(changed)).toThrow('Id is malformed.');
      }),
    );
  });

  test('EWS letters are wrong in REST', () => {
    const id = Array.from({ length: 50 }, (_, number) =>
      toEwsId(
        encodeId('regular', {
          kind: 'message',
          mailbox: '11111111-aaaa-4aaa-8aaa-000000000001',
          number,
          generation: 0,
          occurrence: 0,
        }),
      ),
    ).find((ews) => /[/+]/.test(ews))!;
    expect(() => decodeRestId(id)).toThrow('Id is malformed.');
  });

  test.each(['', 'x', 'AAMk', 'inbox', '=', 'AAkALg=='])('%p is no id', (id) => {
    expect(() => decodeId(id)).toThrow('Id is malformed.');
  });
});
