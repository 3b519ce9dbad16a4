import { useSyncExternalStore } from 'react';

const query = '(max-width: 479px)';

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

/** `?device=phone` asks for the phone's shell on any screen. */
export const isPhoneWanted = (): boolean =>
  new URLSearchParams(window.location.search).get('device') === 'phone';

const isPhone = (): boolean => isPhoneWanted() || window.matchMedia(query).matches;

/** Whether the page is Outlook on a phone: under 480 pixels wide, or where the address asks for it. */
export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, isPhone);
