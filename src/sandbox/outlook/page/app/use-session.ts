import { useCallback, useEffect, useState } from 'react';
import type { Person, SessionAnswer } from '../../types.ts';
import { api } from '../api/http.ts';

/** `?user=<mail>` picks a person without the picker. */
const wantedMail = (): string | null => new URLSearchParams(window.location.search).get('user');

/** Keeps the person in the address, so that a link or a reload comes back to the same mailbox. */
function showInAddress(person: Person): void {
  const address = new URL(window.location.href);
  address.searchParams.set('user', person.mail);
  window.history.replaceState(null, '', address);
}

function forgetInAddress(): void {
  const address = new URL(window.location.href);
  address.searchParams.delete('user');
  address.hash = '';
  window.history.replaceState(null, '', address);
}

const signIn = (person: Person) =>
  api<Person>('/session', { method: 'POST', body: { userId: person.id } });

async function load(): Promise<SessionAnswer> {
  const session = await api<SessionAnswer>('/session');
  const mail = wantedMail()?.toLowerCase();
  const wanted = session.people.find((person) => person.mail.toLowerCase() === mail);
  if (!wanted || wanted.id === session.person?.id) return session;
  await signIn(wanted);
  return { ...session, person: wanted };
}

export interface SessionState {
  session: SessionAnswer | undefined;
  error: Error | undefined;
  pick: (person: Person) => void;
  /** Back to picking a person. */
  signOut: () => void;
}

/** Who is signed in, and how to become somebody else. */
export function useSession(): SessionState {
  const [session, setSession] = useState<SessionAnswer>();
  const [error, setError] = useState<Error>();
  const fail = useCallback((reason: unknown) => setError(reason as Error), []);

  useEffect(() => {
    load().then(setSession, fail);
  }, [fail]);

  // Another tab may have become somebody else: the session is the browser's, not the tab's.
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      api<SessionAnswer>('/session').then((now) => {
        setSession((before) => (before?.person?.id === now.person?.id ? before : now));
      }, fail);
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [fail]);

  const pick = useCallback(
    (person: Person) => {
      signIn(person).then(() => {
        showInAddress(person);
        window.location.hash = '';
        setSession((previous) => previous && { ...previous, person });
      }, fail);
    },
    [fail],
  );
  const signOut = useCallback(() => {
    api('/session', { method: 'DELETE' }).then(() => {
      forgetInAddress();
      setSession((previous) => previous && { ...previous, person: null });
    }, fail);
  }, [fail]);
  return { session, error, pick, signOut };
}
