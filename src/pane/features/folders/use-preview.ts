import { useEffect, useState } from 'react';
import type { FolderPreview, FolderRuleRequest } from '../../../contracts/folder-rules.ts';
import { isAbort, toFailure, type Failure } from '../../api/failure.ts';
import type { Call } from '../../api/call.ts';

export interface Preview {
  answer: FolderPreview | null;
  failure: Failure | null;
}

interface Asked extends Preview {
  /** What it is the answer to. */
  asked: string;
}

const nothing: Preview = { answer: null, failure: null };

/** What mapping a folder would do, asked again whenever the wish changes. */
export function usePreview(call: Call, path: string, wish: FolderRuleRequest | null): Preview {
  const [preview, setPreview] = useState<Asked | null>(null);
  const asked = wish && JSON.stringify(wish);
  useEffect(() => {
    if (asked === null) return;
    const gone = new AbortController();
    const body: unknown = JSON.parse(asked);
    void call
      .send<FolderPreview>('POST', `${path}/preview`, body, gone.signal)
      .then((answer): Preview => ({ answer, failure: null }))
      .catch((error: unknown): Preview | null =>
        isAbort(error) ? null : { answer: null, failure: toFailure(error) },
      )
      .then((next) => {
        if (next && !gone.signal.aborted) setPreview({ ...next, asked });
      });
    return () => gone.abort();
  }, [call, path, asked]);
  return preview?.asked === asked ? preview : nothing;
}
