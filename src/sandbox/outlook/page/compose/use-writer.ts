import { useMemo } from 'react';
import { useOutlook } from '../app/outlook-context.ts';
import type { MailPerson } from '../host/compose-item.ts';

/** The person at the page, as the writer of something. */
export function useWriter(): MailPerson {
  const { displayName, mail } = useOutlook().person;
  return useMemo(() => ({ name: displayName, address: mail }), [displayName, mail]);
}
