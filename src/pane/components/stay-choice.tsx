import { useState } from 'react';
import type { Session } from '../auth/session.ts';
import { useText } from '../text/use-text.ts';
import { CheckRow } from './check-row.tsx';

/** Opt-in, and revocable where it was given and in the settings (V-08). */
export function StayChoice({ session }: { session: Session }) {
  const { t } = useText();
  const [stays, setStays] = useState(session.staysSignedIn);
  const change = (next: boolean) => {
    session.staySignedIn(next);
    setStays(next);
  };
  return <CheckRow checked={stays} onChange={change} label={t('signIn.stay')} />;
}
