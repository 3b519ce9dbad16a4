import { partyRole } from '../../domain/mail/parties.ts';
import type { Party } from '../../domain/mail/parties.ts';
import { personSources } from './people.ts';

/** The CRM's codes of `prioritycode`. */
export const priority = { low: 0, normal: 1, high: 2 } as const;

const entitySetOf = new Map(personSources.map(({ table, entitySet }) => [table, entitySet]));

/** A row of an activity's party list. */
export function partyOf({ role, address, record }: Party): object {
  return {
    participationtypemask: partyRole[role],
    addressused: address,
    ...(record && {
      [`partyid_${record.table}@odata.bind`]: `/${record.set ?? entitySetOf.get(record.table) ?? ''}(${record.id})`,
    }),
  };
}

/** Seconds only, as Dataverse writes times. */
export const dateTime = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19)}Z`;
