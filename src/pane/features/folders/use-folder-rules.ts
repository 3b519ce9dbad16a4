import { useCallback, useState } from 'react';
import type {
  FolderRuleChange,
  FolderRuleRequest,
  FolderRulesResponse,
} from '../../../contracts/folder-rules.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import type { Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';

export interface FolderRulesState {
  answer: FolderRulesResponse | null;
  failure: Failure | null;
  /** Something is being changed. */
  busy: boolean;
  reload: () => void;
  /** True once the folder is mapped. */
  add: (rule: FolderRuleRequest) => Promise<boolean>;
  change: (id: string, change: FolderRuleChange) => Promise<boolean>;
  remove: (id: string) => Promise<boolean>;
  undo: (id: string) => Promise<boolean>;
}

type Answering = Promise<FolderRulesResponse>;

/** Where the rules of a mailbox are; one's own unless an administrator looks after somebody's. */
export const rulesPath = (userId: string | undefined): string =>
  userId === undefined ? '/api/folder-rules' : `/api/organization/mailboxes/${userId}/folder-rules`;

/** A person's mapped folders; every change answers what there is then, one at a time. */
export function useFolderRules({ call, store }: Services, path: string): FolderRulesState {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Failure | null>(null);
  const { answer, failure, reload, change } = useAnswer(
    useCallback(
      (signal: AbortSignal) => call.get<FolderRulesResponse>(path, {}, signal),
      [call, path],
    ),
  );
  const act = async (work: () => Answering): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setRefused(null);
    try {
      const next = await work();
      change(() => next);
      // The open item may lie in the folder.
      store.refresh();
      return true;
    } catch (error) {
      setRefused(toFailure(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const at = (id: string): string => `${path}/${id}`;
  return {
    answer,
    failure: failure ?? refused,
    busy,
    reload: () => {
      setRefused(null);
      reload();
    },
    add: (rule) => act(() => call.send('POST', path, rule)),
    change: (id, wanted) => act(() => call.send('PUT', at(id), wanted)),
    remove: (id) => act(() => call.send('DELETE', at(id))),
    undo: (id) => act(() => call.send('POST', `${at(id)}/undo`, {})),
  };
}
