import { useState } from 'react';
import { useOutlook } from '../app/outlook-context.ts';
import type { AnyDraft } from './open-forms.ts';

/** Sends a form's item, once the add-ins let it go, and closes the form. */
export function useSending(draft: AnyDraft) {
  const { launcher } = useOutlook();
  const [isSending, setSending] = useState(false);
  const leave = async (act: () => Promise<void>) => {
    setSending(true);
    try {
      await act();
    } finally {
      setSending(false);
    }
  };
  const send = () =>
    leave(async () => {
      if ((await launcher.beforeSend(draft)) === 'stay') return;
      await draft.send();
      draft.onClose();
    });
  const discard = () =>
    leave(async () => {
      draft.stay();
      await draft.discard();
      draft.onClose();
    });
  return { isSending, send, discard };
}
