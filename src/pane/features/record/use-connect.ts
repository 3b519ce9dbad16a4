import { useRef, useState } from 'react';
import type { CrmRecord } from '../../../contracts/record.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import type { Call } from '../../api/call.ts';

/** Ids of connection roles; empty where nothing is chosen. */
export interface Roles {
  from: string;
  to: string;
}

interface ConnectOptions {
  call: Call;
  from: CrmRecord;
  onDone: (to: CrmRecord, roles: Roles) => void;
}

/** Connects a record to others, each once however often it is asked for. */
export function useConnect({ call, from, onDone }: ConnectOptions) {
  const [id] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const connect = async (to: CrmRecord, roles: Roles): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setFailure(null);
    const body = {
      id,
      from: { table: from.table, id: from.id },
      to: { table: to.table, id: to.id },
      ...(roles.from && { fromRole: roles.from }),
      ...(roles.to && { toRole: roles.to }),
    };
    try {
      await call.send('POST', '/api/connections', body);
      onDone(to, roles);
    } catch (error) {
      setFailure(toFailure(error));
      setBusy(false);
      running.current = false;
    }
  };
  return { busy, failure, connect };
}
