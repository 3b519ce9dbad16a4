import type { NewPerson } from '../../domain/people/unknown-sender.ts';
import type { BatchRequest } from './batch.ts';
import { send } from './dataverse-client.ts';

const sets = { contact: 'contacts', lead: 'leads' } as const;

/** Makes the row under an id of our own, and changes none that is there. */
export const personRequest = (person: NewPerson): BatchRequest =>
  send(
    'PATCH',
    `${sets[person.table]}(${person.id})`,
    {
      ...(person.firstName && { firstname: person.firstName }),
      lastname: person.lastName,
      emailaddress1: person.address,
      ...(person.table === 'lead' && { subject: person.topic || person.address }),
    },
    { 'If-None-Match': '*' },
  );
