import type { Action } from '../../components/writing/use-action.ts';
import { useAction } from '../../components/writing/use-action.ts';
import type { Compose, Insertion } from '../../host/compose/compose.ts';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';

/** What every part of the page works with. */
export interface InsertTools {
  services: Services;
  compose: Compose;
  action: Action;
  /** Inserts text, and the subject where there is none yet. */
  insert: (content: Insertion, subject?: string) => void;
}

export function useInsert(services: Services, compose: Compose): InsertTools {
  const { t } = useText();
  const action = useAction();
  const insert = (content: Insertion, subject = ''): void => {
    void action.run(async () => {
      await compose.insert?.(content);
      if (!subject) return t('insert.inserted');
      const filled = await compose.fillSubject?.(subject);
      return t(filled ? 'insert.inserted' : 'insert.insertedBody');
    });
  };
  return { services, compose, action, insert };
}
