import { describe, expect, test } from '@jest/globals';
import { likePattern } from '../../../src/sandbox/odata/like.ts';

const matches = (pattern: string, text: string) => new RegExp(pattern, 's').test(text);

describe('A text that is looked for', () => {
  test('is taken as it is written where wildcards have no meaning', () => {
    expect(matches(likePattern('contains', '100%', false), 'now 100% sure')).toBe(true);
    expect(matches(likePattern('contains', '1%0', false), '100')).toBe(false);
    expect(matches(likePattern('startswith', 'a.b', false), 'axb')).toBe(false);
    expect(matches(likePattern('endswith', '(x)[y]\\', false), 'see (x)[y]\\')).toBe(true);
  });

  test('has wildcards as in SQL Server where they have a meaning', () => {
    const like = (text: string) => likePattern('startswith', text, true);
    expect(matches(like('a%z'), 'a-to-z')).toBe(true);
    expect(matches(like('a_c'), 'abc')).toBe(true);
    expect(matches(like('[a-c]x'), 'bx')).toBe(true);
    expect(matches(like('[^a-c]x'), 'bx')).toBe(false);
    expect(matches(like('[%]'), 'x')).toBe(false);
    expect(matches(like('[c-a]'), '[c-a]')).toBe(true);
    expect(matches(like('a.b'), 'axb')).toBe(false);
  });
});
