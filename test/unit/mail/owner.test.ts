import { describe, expect, test } from '@jest/globals';
import { ownerFor } from '../../../src/domain/mail/owner.ts';
import type { Candidate } from '../../../src/domain/people/match.ts';

const row = (table: Candidate['table'], id: string, more: Partial<Candidate> = {}): Candidate => ({
  table,
  id,
  name: id,
  detail: '',
  addresses: [`${id}@example.com`],
  active: true,
  ownerId: null,
  createdOn: '2026-01-01T00:00:00Z',
  ...more,
});
const at = (...ids: string[]) => ids.map((id) => ({ name: id, address: `${id}@example.com` }));
const users = ['anna', 'bela', 'cili'].map((id) => row('systemuser', id));
const contact = row('contact', 'carla', { ownerId: 'cili' });

interface Case {
  says: string;
  to?: string[];
  cc?: string[];
  bcc?: string[];
  direction?: 'incoming' | 'outgoing';
  correlatedOwnerId?: string;
  candidates?: Candidate[];
  owner: string;
}

const cases: Case[] = [
  { says: 'the first user in To', to: ['bela', 'anna'], owner: 'bela' },
  { says: 'a user in Cc where To names none', to: ['carla'], cc: ['bela'], owner: 'bela' },
  { says: 'a user in Bcc where nobody else is', bcc: ['bela'], owner: 'bela' },
  {
    says: 'To before Cc, whoever owns the sender’s record',
    to: ['bela'],
    cc: ['cili'],
    owner: 'bela',
  },
  { says: 'the one who owns the sender’s record', to: ['bela', 'cili'], owner: 'cili' },
  {
    says: 'the one who owns the mail it answers, before that',
    to: ['cili', 'bela'],
    correlatedOwnerId: 'bela',
    owner: 'bela',
  },
  { says: 'who tracks it where nobody is a user', to: ['carla'], owner: 'anna' },
  { says: 'who tracks it where they sent it', to: ['bela'], direction: 'outgoing', owner: 'anna' },
  {
    says: 'never a user who left',
    to: ['bela'],
    candidates: [row('systemuser', 'bela', { active: false })],
    owner: 'anna',
  },
];

describe('The owner of a mail’s activity is (E-12)', () => {
  test.each(cases)('$says', (given) => {
    const { to = [], cc = [], bcc = [], direction = 'incoming', owner } = given;
    const [from] = at('carla');
    expect(
      ownerFor({
        mail: { from: from ?? null, to: at(...to), cc: at(...cc), bcc: at(...bcc) },
        direction,
        candidates: given.candidates ?? [...users, contact],
        trackingUserId: 'anna',
        correlatedOwnerId: given.correlatedOwnerId ?? null,
      }),
    ).toBe(owner);
  });
});
