import { expect, test } from '@jest/globals';
import { EntraError, errorBody } from '../../../src/sandbox/entra/errors.ts';

const context = {
  at: new Date('2026-11-22T09:30:00.123Z'),
  correlationId: '11111111-2222-4333-8444-555555555555',
  origin: 'https://localhost:3002',
};

test('A refusal names its code, trace, correlation and time, in that order', () => {
  const body = errorBody(new EntraError(70003, 'Not that grant.'), context);
  expect(body['error_description']).toMatch(
    /^AADSTS70003: Not that grant\. Trace ID: [0-9a-f-]{36} Correlation ID: 11111111-2222-4333-8444-555555555555 Timestamp: 2026-11-22 09:30:00Z$/,
  );
  expect(body).toMatchObject({
    error: 'unsupported_grant_type',
    error_codes: [70003],
    timestamp: '2026-11-22 09:30:00Z',
    correlation_id: context.correlationId,
  });
  expect(body).not.toHaveProperty('error_uri');
});

test('Missing consent says so in suberror, which MSAL turns into a prompt', () => {
  expect(errorBody(new EntraError(65001, 'No.'), context)).toMatchObject({
    error: 'invalid_grant',
    suberror: 'consent_required',
  });
});
