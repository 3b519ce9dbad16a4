import { describe, expect, test } from '@jest/globals';
import { faultSchema, matches } from '../../../src/sandbox/kit/fault.ts';
import { findPreset, presetsOf } from '../../../src/sandbox/kit/presets/index.ts';

const meets = (match: { method?: string; path?: string }, method: string, url: string) =>
  matches({ match }, { method, url });

describe('The requests a fault meets', () => {
  test.each([
    ['nothing asked for: every request', {}, 'GET', '/v1.0/me', true],
    ['the method in any case', { method: 'post' }, 'POST', '/v1.0/me', true],
    ['another method', { method: 'POST' }, 'GET', '/v1.0/me', false],
    ['a part of the path', { path: '/messages/delta' }, 'GET', '/v1.0/me/messages/delta?x=1', true],
    ['a part in another case', { path: '/EMAILS(' }, 'GET', '/api/data/v9.2/emails(1)', true],
    ['a part of the query', { path: '$top=5' }, 'GET', '/v1.0/me/messages?$top=5', true],
    ['a part that is not there', { path: '/events' }, 'GET', '/v1.0/me/messages', false],
    ['a pattern of the whole', { path: '*/messages/*' }, 'GET', '/v1.0/me/messages/1', true],
    ['a pattern of a part only', { path: '/messages*' }, 'GET', '/v1.0/me/messages', false],
    ['a pattern with its end', { path: '/v1.0/*/delta' }, 'GET', '/v1.0/me/delta?x=1', false],
    ['a dot in a pattern is a dot', { path: '/v1.0/*' }, 'GET', '/v1x0/me', false],
    ['brackets in a pattern', { path: '*/emails(*)' }, 'GET', '/api/emails(1)', true],
    ['method and path together', { method: 'GET', path: '/me' }, 'POST', '/v1.0/me', false],
  ])('%s', (_what, match, method, url, expected) => {
    expect(meets(match, method, url)).toBe(expected);
  });
});

describe('What a fault may be', () => {
  test.each([
    ['an interim status', { respond: { status: 100 } }],
    ['no times', { times: 0 }],
    ['a delay of more than ten minutes', { delayMs: 600_001 }],
    ['an unknown field', { response: { status: 500 } }],
    ['an id of the caller', { id: 'mine' }],
    ['a hook that does nothing', { hook: 'notification' }],
    ['an effect that happens nowhere', { effect: { kind: 'lose' } }],
    ['a broken handshake for ever', { breakage: 'handshake' }],
    ['a barrier for one', { barrier: 1 }],
  ])('Refused: %s', (_what, fault) => {
    expect(faultSchema.safeParse(fault).success).toBe(false);
  });

  test('An empty fault meets everything and does nothing', () => {
    expect(faultSchema.parse({})).toEqual({ match: {} });
  });
});

describe('What a fault looks at besides the path', () => {
  const request = { method: 'POST', url: '/emails' };
  test('A part of the body: never met while the body is unknown', () => {
    const fault = { match: { body: 'poison' } };
    expect(matches(fault, { ...request, body: 'a poison row' })).toBe(true);
    expect(matches(fault, { ...request, body: 'a good row' })).toBe(false);
    expect(matches(fault, request)).toBe(false);
  });

  test('Where the request is: by itself or in a batch', () => {
    const fault = { match: { within: 'batch' as const } };
    expect(matches(fault, { ...request, within: 'batch' })).toBe(true);
    expect(matches(fault, { ...request, within: 'request' })).toBe(false);
  });
});

describe('The named faults', () => {
  const services = ['graph', 'dataverse', 'entra', 'outlook'];

  test.each(services)('Every one of %s is a fault, and its name is its own', (service) => {
    const presets = presetsOf(service);
    for (const { spec } of presets) expect(faultSchema.safeParse(spec).error).toBeUndefined();
    expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
  });

  test('An unknown name is none', () => {
    expect(findPreset('graph', 'no-such-fault')).toBeUndefined();
    expect(findPreset('graph', 'limit-time')).toBeUndefined();
  });
});
