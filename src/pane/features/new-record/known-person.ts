import { useCallback } from 'react';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { DomainResponse } from '../../../contracts/tables.ts';
import { personName } from '../../../domain/people/person-name.ts';
import { companyDomainOf } from '../../../domain/people/public-domains.ts';
import { readSignature } from '../../../domain/people/signature/signature.ts';
import type { KnownPerson } from '../../../domain/records/person-values.ts';
import type { Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';

export interface Found {
  person: KnownPerson;
  /** Accounts of their domain, likeliest first. */
  accounts: CrmRecord[];
}

/** Outlook is not waited for longer than a form is. */
const bodyWithinMs = 2_000;

const within = (reading: Promise<string>): Promise<string> =>
  Promise.race([
    reading.catch(() => ''),
    new Promise<string>((resolve) => setTimeout(() => resolve(''), bodyWithinMs)),
  ]);

/** A signature is the sender's own; those of others on the item are somewhere else. */
const signatureText = ({ host, store }: Services, address: string): Promise<string> => {
  const { item } = store.getState();
  const isSender = item?.reference?.from.toLowerCase() === address.toLowerCase();
  return isSender && host.bodyText ? within(host.bodyText()) : Promise.resolve('');
};

async function accountsOf({ call }: Services, domain: string, signal: AbortSignal) {
  if (!domain) return [];
  const path = '/api/accounts/for-domain';
  // Without a suggestion the person finds the account by search.
  const answer = await call
    .get<DomainResponse>(path, { domain }, signal)
    .catch(() => ({ accounts: [] }));
  return answer.accounts;
}

/** All there is to know of an address: name, signature, company. Null while it is found out. */
export function useKnownPerson(
  services: Services,
  { name, address }: { name: string; address: string },
): Found | null {
  const { language } = useText();
  const ask = useCallback(
    async (signal: AbortSignal): Promise<Found> => {
      const domain = companyDomainOf(address);
      const [text, accounts] = await Promise.all([
        signatureText(services, address),
        accountsOf(services, domain, signal),
      ]);
      const person: KnownPerson = {
        name: personName(name, address, language),
        address,
        domain,
        signature: readSignature(text, { name, address }),
        account: accounts[0] && { table: accounts[0].table, id: accounts[0].id },
      };
      return { person, accounts };
    },
    [services, name, address, language],
  );
  return useAnswer(ask).answer;
}
