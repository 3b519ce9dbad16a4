import { normaliseMessageId } from '../../domain/mail/message-id.ts';
import type { KnownPeople } from '../../domain/mail/parties.ts';
import { addressesOf } from '../../domain/mail/parties.ts';
import { normaliseAddress } from '../../domain/people/address.ts';
import type { Candidate } from '../../domain/people/match.ts';
import type { CrmEmail, CrmMailFacts } from '../../ports/crm-mail.ts';
import { chosenMatches } from '../../tracking/chosen-matches.ts';
import type { HeldMail, Promotion } from './held-mail.ts';

/** What the CRM knows about the mails that are promoted together. */
export interface MailFacts {
  facts: CrmMailFacts;
  /** Those of the people on one mail. */
  peopleOf(mail: HeldMail): KnownPeople;
  /** The email there is for a mail; null: none. */
  emailOf(mail: HeldMail): CrmEmail | null;
  /** Of the mail it answers. */
  correlatedOwnerOf(mail: HeldMail): string | null;
  /** Somebody the CRM did not know until now. */
  add(candidate: Candidate): void;
}

const idsOf = ({ row }: HeldMail): string[] =>
  [row.key, row.activityId, row.correlation?.activityId].flatMap((id) => id ?? []);

async function ask({ ports, mailbox, signal }: Promotion, mails: readonly HeldMail[]) {
  const addresses = new Set(mails.flatMap(({ message }) => addressesOf(message)));
  const received = mails.filter(({ row }) => row.direction === 'incoming');
  const recipients = new Set(
    received.flatMap(({ message }) => addressesOf({ ...message, from: null })),
  );
  const messageIds = mails.map(({ message }) => normaliseMessageId(message.internetMessageId));
  return ports.crmMail.facts(
    mailbox,
    {
      recipients: [...recipients].filter((address) => !ports.deciders.get(mailbox, address)),
      people: [...addresses],
      messageIds: [...new Set(messageIds)].filter((id) => id !== ''),
      tokens: [],
      conversations: [],
      ids: [...new Set(mails.flatMap(idsOf))],
    },
    signal,
  );
}

const grouped = <T>(list: readonly T[], keysOf: (one: T) => readonly string[]) => {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    for (const key of keysOf(one)) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
};

const byMessageId = ({ messageId, direction }: CrmEmail): string[] =>
  messageId === '' ? [] : [`${direction}|${messageId}`.toLowerCase()];

/** Asks the CRM once about all of the mails. @throws Failure. */
export async function lookAtMails(
  promotion: Promotion,
  mails: readonly HeldMail[],
): Promise<MailFacts> {
  const { ports, mailbox } = promotion;
  const facts = await ask(promotion, mails);
  const byAddress = grouped(facts.candidates, (row) => row.addresses.map(normaliseAddress));
  const chosen = await chosenMatches(ports, mailbox, [...byAddress.keys()]);
  const { unclearSender } = await ports.organization.get(mailbox.tenantId);
  const byId = new Map(facts.emails.map((email) => [email.id.toLowerCase(), email]));
  const byMessage = grouped(facts.emails, byMessageId);
  return {
    facts,
    peopleOf: ({ message }) => ({
      candidates: [
        ...new Set(addressesOf(message).flatMap((address) => byAddress.get(address) ?? [])),
      ],
      trackingUserId: facts.me,
      chosen,
      leavesUnclear: unclearSender === 'unresolved',
    }),
    emailOf: ({ row, message }) => {
      const id = normaliseMessageId(message.internetMessageId);
      const same = id === '' ? [] : byMessage.get(`${row.direction}|${id}`.toLowerCase());
      // Of several the oldest, as everywhere.
      return byId.get(row.activityId ?? row.key) ?? same?.at(-1) ?? null;
    },
    correlatedOwnerOf: ({ row }) =>
      byId.get(row.correlation?.activityId?.toLowerCase() ?? '')?.ownerId ?? null,
    add: (candidate) => {
      for (const address of candidate.addresses.map(normaliseAddress)) {
        byAddress.set(address, [...(byAddress.get(address) ?? []), candidate]);
      }
    },
  };
}
