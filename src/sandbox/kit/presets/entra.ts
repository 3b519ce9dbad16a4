import type { Preset } from './preset.ts';

/** A refusal of the token endpoint; `claims` is what a client has to send along next time. */
const refusal = (status: number, error: string, code: number, sentence: string, more = {}) => ({
  status,
  body: {
    error,
    error_description: `AADSTS${code}: ${sentence}`,
    error_codes: [code],
    ...more,
  },
});

const token = { method: 'POST', path: '/token' };
const claims = JSON.stringify({
  access_token: { acrs: { essential: true, value: 'c1' } },
});

const preset = (
  name: string,
  title: string,
  description: string,
  respond: NonNullable<Preset['spec']['respond']>,
): Preset => ({ name, title, description, spec: { match: token, respond } });

export const entraPresets: Preset[] = [
  preset(
    'consent-withdrawn',
    'Consent withdrawn',
    'No token is given: nobody has consented to the application any more.',
    refusal(
      400,
      'invalid_grant',
      65001,
      'The user or administrator has not consented to use the application.',
      {
        suberror: 'consent_required',
      },
    ),
  ),
  preset(
    'refresh-revoked',
    'Refresh tokens revoked',
    'No token is given: the session was revoked or the password changed.',
    refusal(
      400,
      'invalid_grant',
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
      {
        suberror: 'bad_token',
      },
    ),
  ),
  preset(
    'second-factor-required',
    'Second factor required',
    'No token is given until the person proves more: a conditional-access policy asks for it.',
    refusal(
      400,
      'interaction_required',
      50076,
      'Due to a configuration change made by your administrator, you must use multi-factor authentication to access the resource.',
      {
        suberror: 'basic_action',
        claims,
      },
    ),
  ),
  preset(
    'conditional-access-block',
    'Blocked by conditional access',
    'No token is given: a policy blocks this sign-in.',
    refusal(
      400,
      'invalid_grant',
      53003,
      'Access has been blocked by Conditional Access policies.',
      {
        suberror: 'message_only',
        claims,
      },
    ),
  ),
  preset(
    'secret-expired',
    'Client secret expired',
    "No token is given: the application's secret is out of date.",
    refusal(401, 'invalid_client', 7000222, 'The provided client secret keys are expired.'),
  ),
];
