import { useState } from 'react';
import type { ContactOutcome, ContactOutcomes } from '../../../contracts/contact.ts';
import type { SeveralProgress } from '../../../contracts/several.ts';
import type { Call } from '../../api/call.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { useProgress } from '../../page/use-progress.ts';

export type Verb = 'track' | 'untrack' | 'link' | 'add-to-outlook';

export interface ContactWork {
  /** What is being sent; null: nothing. */
  doing: Verb | null;
  failure: Failure | null;
  /** What became of the last request. */
  outcomes: readonly ContactOutcome[] | null;
  /** How far the last request of several is. */
  progress: SeveralProgress | null;
  /** @param names of the contacts, by id, to speak of them afterwards */
  run: (verb: Verb, body: object, names?: ReadonlyMap<string, string>) => Promise<void>;
  nameOf: (id: string) => string;
  /** Takes one outcome away: the person dealt with it. */
  drop: (id: string) => void;
}

/** Sends what is wanted of contacts, one thing at a time: a double click does one thing. */
export function useContactWork(call: Call, onDone: () => void): ContactWork {
  const [doing, setDoing] = useState<Verb | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [answer, setAnswer] = useState<ContactOutcomes | null>(null);
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  const progress = useProgress(call, answer?.batchId ?? null);
  const run = async (verb: Verb, body: object, names = known): Promise<void> => {
    if (doing) return;
    setKnown(names);
    setDoing(verb);
    setFailure(null);
    try {
      setAnswer(await call.send<ContactOutcomes>('POST', `/api/contacts/${verb}`, body));
      onDone();
    } catch (error) {
      setFailure(toFailure(error));
    }
    setDoing(null);
  };
  const drop = (id: string) =>
    setAnswer(
      (now) => now && { ...now, contacts: now.contacts.filter((contact) => contact.id !== id) },
    );
  const nameOf = (id: string) => known.get(id) ?? '';
  return { doing, failure, outcomes: answer?.contacts ?? null, progress, run, drop, nameOf };
}
