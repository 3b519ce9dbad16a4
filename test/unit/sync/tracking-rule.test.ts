import { describe, expect, test } from '@jest/globals';
import { decidingRule, ruleKeysOf } from '../../../src/domain/sync/tracking-rule.ts';

describe('The keys of rules about a mail', () => {
  test('of a received one are its conversation, its sender and the sender’s domain', () => {
    const keys = ruleKeysOf({
      direction: 'incoming',
      from: 'Carla@Customer.example',
      recipients: ['anna@fabrikam.example'],
      conversationId: 'AAQk-1',
    });
    expect(keys).toEqual([
      { scope: 'conversation', value: 'AAQk-1' },
      { scope: 'address', value: 'carla@customer.example' },
      { scope: 'domain', value: 'customer.example' },
    ]);
  });

  test('of a sent one are its recipients, each once', () => {
    const keys = ruleKeysOf({
      direction: 'outgoing',
      from: 'anna@fabrikam.example',
      recipients: ['a@x.example', 'b@x.example', 'A@x.example'],
      conversationId: '',
    });
    expect(keys.map(({ value }) => value)).toEqual(['a@x.example', 'b@x.example', 'x.example']);
  });
});

describe('The rule that decides', () => {
  const rule = (scope: 'conversation' | 'address' | 'domain', decision: 'always' | 'never') => ({
    scope,
    decision,
  });

  test('is the most specific one', () => {
    const rules = [
      rule('domain', 'never'),
      rule('conversation', 'always'),
      rule('address', 'never'),
    ];
    expect(decidingRule(rules)).toEqual(rule('conversation', 'always'));
    expect(decidingRule([rule('domain', 'never'), rule('address', 'always')])).toEqual(
      rule('address', 'always'),
    );
  });

  test('says never where two of a kind disagree', () => {
    expect(decidingRule([rule('address', 'always'), rule('address', 'never')])?.decision).toBe(
      'never',
    );
  });

  test('is none where there is none', () => {
    expect(decidingRule([])).toBeNull();
  });
});
