import { useState } from 'react';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { CreateResponse } from '../../../contracts/tables.ts';
import type { Call } from '../../api/call.ts';
import { toFailure, type Failure } from '../../api/failure.ts';

interface NewAccount {
  name: string;
  website: string;
}

/** Makes the person's company while their form stays open; one the CRM has already is taken. */
export function useNewAccount(call: Call, onMade: (account: CrmRecord) => void) {
  const [id] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const create = ({ name, website }: NewAccount) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    const values = { name, ...(website && { websiteurl: website }) };
    call
      .send<CreateResponse>('POST', '/api/records', { table: 'account', id, values })
      .then(
        (answer) => {
          if (answer.outcome === 'created') onMade(answer.record);
          else {
            const known = answer.outcome === 'duplicates' ? answer.records[0] : undefined;
            if (known?.table === 'account') onMade(known);
            else setFailure(toFailure(new Error(answer.outcome)));
          }
        },
        (error: unknown) => setFailure(toFailure(error)),
      )
      .finally(() => setBusy(false));
  };
  return { create, failure };
}
