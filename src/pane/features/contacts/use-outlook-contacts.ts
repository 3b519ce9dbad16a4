import { useCallback, useRef } from 'react';
import type { OutlookContact, OutlookContacts } from '../../../contracts/contact.ts';
import type { Call } from '../../api/call.ts';
import { useLookAgain } from '../../page/use-look-again.ts';
import { usePages, type Pages } from '../../page/use-pages.ts';
import { useSettled } from '../../page/use-settled.ts';
import type { ContactsView } from './contacts-page.tsx';

export type OutlookInfo = Omit<OutlookContacts, 'contacts' | 'next'>;

export interface OutlookList extends Pages<OutlookContact, OutlookInfo> {
  /** Reads the mailbox anew, for what was changed in Outlook meanwhile. */
  reread: () => void;
}

/** The mailbox's contacts, from the one at `start` on. */
export function useOutlookContacts(
  call: Call,
  { text, state }: Pick<ContactsView, 'text' | 'state'>,
  { language, start }: { language: string; start: number },
): OutlookList {
  const query = useSettled(text.trim());
  const isFresh = useRef(true);
  const load = useCallback(
    async (at: string | null, signal: AbortSignal) => {
      const fresh = isFresh.current ? '1' : undefined;
      const asked = { q: query, state, from: at ?? String(start), language, fresh };
      const { contacts, next, ...info } = await call.get<OutlookContacts>(
        '/api/contacts/outlook',
        asked,
        signal,
      );
      isFresh.current = false;
      return { items: contacts, next: next === null ? null : String(next), info };
    },
    [call, query, state, start, language],
  );
  const pages = usePages(load);
  const { refresh, info, loading } = pages;
  useLookAgain({ pending: info?.pending ?? 0, loading, refresh });
  const reread = useCallback(() => {
    isFresh.current = true;
    void refresh();
  }, [refresh]);
  return { ...pages, reread };
}
