import type { Preset } from './preset.ts';

const minute = 60_000;

/** What happens between any client and any service. */
export const networkPresets: Preset[] = [
  {
    name: 'connection-reset',
    title: 'Connection reset',
    description: 'The connection is closed before the request is worked on.',
    spec: { breakage: 'reset' },
  },
  {
    name: 'answer-lost',
    title: 'Answer lost',
    description: 'The request takes effect, but the connection closes without an answer.',
    spec: { breakage: 'lose-answer' },
  },
  {
    name: 'reset-mid-body',
    title: 'Reset in the middle of the body',
    description: 'Half of the promised body arrives, then the connection closes.',
    spec: { breakage: 'reset-mid-body' },
  },
  {
    name: 'truncated-body',
    title: 'Truncated body',
    description: 'A whole answer by its length, but its JSON ends in the middle.',
    spec: { breakage: 'truncate' },
  },
  {
    name: 'slow-body',
    title: 'Slow body',
    description: 'The body comes four bytes a second.',
    spec: { breakage: 'trickle' },
  },
  {
    name: 'gzip-bomb',
    title: 'Compressed bomb',
    description: 'A small answer that unpacks to half a gigabyte.',
    spec: { breakage: 'gzip-bomb' },
  },
  {
    name: 'tls-failure',
    title: 'TLS failure (10 times)',
    description: 'The next ten connections close before TLS is agreed on, those of this page too.',
    spec: { breakage: 'handshake', times: 10 },
  },
  {
    name: 'not-json',
    title: '200 with a web page',
    description: 'A gateway answers 200 with HTML instead of JSON.',
    spec: {
      respond: {
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<!doctype html><title>Sign in</title><p>Please sign in to the network.',
      },
    },
  },
  {
    name: 'slow',
    title: 'Slow (5 s)',
    description: 'Every answer takes five seconds longer.',
    spec: { delayMs: 5_000 },
  },
  {
    name: 'race',
    title: 'Two at once',
    description: 'Changes wait until there are two of them, then run at the same moment.',
    spec: { match: { method: 'POST' }, barrier: 2 },
  },
];

const clockPreset = (name: string, title: string, clockJumpMs: number): Preset => ({
  name,
  title,
  description: 'The clock of the whole sandbox, tokens and all, is off while this lasts.',
  spec: { clockJumpMs },
});

/** The sandbox's clock against everybody else's. */
export const clockPresets: Preset[] = [
  clockPreset('clock-ahead', 'Clock 10 minutes ahead', 10 * minute),
  clockPreset('clock-behind', 'Clock 10 minutes behind', -10 * minute),
  clockPreset('clock-suspended', 'Clock 2 hours ahead, as after sleep', 120 * minute),
  clockPreset(
    'clock-week',
    'Clock 8 days ahead: delta tokens and keys are old',
    8 * 1_440 * minute,
  ),
];
