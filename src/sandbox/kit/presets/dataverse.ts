import { throttlingPresets } from './outage.ts';
import { errorAnswer, type Preset } from './preset.ts';

const limits: [string, string, string, string][] = [
  [
    'limit-requests',
    'Limit: number of requests',
    '0x80072322',
    'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
  ],
  [
    'limit-time',
    'Limit: execution time',
    '0x80072321',
    'Combined execution time of incoming requests exceeded limit of 1,200,000 milliseconds over time window of 300 seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.',
  ],
  [
    'limit-concurrency',
    'Limit: requests at once',
    '0x80072326',
    'Number of concurrent requests exceeded the limit of 52.',
  ],
];

const limitPresets: Preset[] = limits.map(([name, title, code, message]) => ({
  name,
  title,
  description: 'The next three requests meet this service-protection limit.',
  spec: {
    respond: { ...errorAnswer(429, code, message), retryAfter: { seconds: 5, form: 'seconds' } },
    times: 3,
  },
}));

const changes: [string, string, string, number, string, string][] = [
  [
    'plugin-refusal',
    'A plug-in refuses',
    'A rule of the organisation refuses the next e-mail.',
    400,
    '0x80040265',
    'The subject breaks a rule of this organisation.',
  ],
  [
    'privilege-missing',
    'A privilege is missing',
    'The next e-mail is refused for want of a privilege.',
    403,
    '0x80040220',
    'Principal user is missing prvCreateActivity privilege.',
  ],
  [
    'duplicate-found',
    'A duplicate rule refuses',
    'The next e-mail is refused by duplicate detection.',
    412,
    '0x80040333',
    'A record was not created or updated because a duplicate of the current record already exists.',
  ],
  [
    'regarding-gone',
    'Regarding record gone',
    'The next e-mail is refused: what it is regarding was deleted or merged.',
    404,
    '0x80040217',
    'opportunity With Id = 00000000-0000-0000-0000-000000000000 Does Not Exist',
  ],
];

const changePresets: Preset[] = changes.map(
  ([name, title, description, status, code, message]) => ({
    name,
    title,
    description,
    spec: {
      match: { path: '/emails' },
      respond: errorAnswer(status, code, message),
      times: 1,
    },
  }),
);

const rowPresets: Preset[] = [
  {
    name: 'edited-meanwhile',
    title: 'Edited meanwhile',
    description: 'The next change is refused: somebody else changed the row first.',
    spec: {
      match: { method: 'PATCH' },
      respond: errorAnswer(
        412,
        '0x80060882',
        "The version of the existing record doesn't match the RowVersion property provided.",
      ),
      times: 1,
    },
  },
  {
    name: 'poison-row',
    title: 'Poison row',
    description: 'Every request whose body holds the word "poison" is refused, whole bulks too.',
    spec: {
      match: { body: 'poison' },
      respond: errorAnswer(400, '0x80040265', 'The row breaks a rule of this organisation.'),
    },
  },
  {
    name: 'change-tracking-expired',
    title: 'Change-tracking token too old',
    description: 'One query for changes is refused as older than the window.',
    spec: {
      match: { path: 'deltatoken' },
      respond: errorAnswer(
        400,
        '0x80044352',
        'Version stamp associated with the client has expired. Please perform a full sync.',
      ),
      times: 1,
    },
  },
  {
    name: 'suddenly-empty',
    title: 'Suddenly empty',
    description: 'Contacts answer with nothing in them.',
    spec: {
      match: { method: 'GET', path: '/contacts?' },
      respond: { status: 200, body: { value: [] } },
    },
  },
  {
    name: 'organisation-disabled',
    title: 'Organisation in maintenance',
    description: 'Every request is refused: an administrator works on the environment.',
    spec: { respond: errorAnswer(503, '0x8004a104', 'The organization is disabled.') },
  },
];

export const dataversePresets: Preset[] = [
  ...throttlingPresets('0x80072322', limits[0]?.[3] ?? ''),
  ...limitPresets,
  ...changePresets,
  ...rowPresets,
];
