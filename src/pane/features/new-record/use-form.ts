import { useCallback } from 'react';
import type { FormResponse } from '../../../contracts/tables.ts';
import type { Call } from '../../api/call.ts';
import { useAnswer, type Answered } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';

/** The form of a table in the pane's language. @param also columns it should have besides */
export function useForm(call: Call, table: string, also = ''): Answered<FormResponse> {
  const { language } = useText();
  const ask = useCallback(
    (signal: AbortSignal) =>
      call.get<FormResponse>(`/api/tables/${table}/form`, { language, also }, signal),
    [call, table, also, language],
  );
  return useAnswer(ask);
}
