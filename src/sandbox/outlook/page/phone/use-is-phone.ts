import { useSyncExternalStore } from 'react';
import type { Phone } from '../host/phone.ts';

const query = '(max-width: 479px)';

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

/** What `?device=` may say: `phone` is an iPhone. */
const devices: Record<string, Phone> = { phone: 'ios', ios: 'ios', android: 'android' };

const deviceWanted = (): Phone | undefined =>
  devices[new URLSearchParams(window.location.search).get('device') ?? ''];

/** `?device=ios` and `?device=android` ask for the phone's shell on any screen. */
export const isPhoneWanted = (): boolean => deviceWanted() !== undefined;

const isPhone = (): boolean => isPhoneWanted() || window.matchMedia(query).matches;

/** The phone that add-ins are told they are on; absent where the page is no phone. */
export const phoneShown = (): Phone | undefined =>
  deviceWanted() ?? (isPhone() ? 'ios' : undefined);

/** Whether the page is Outlook on a phone: under 480 pixels wide, or where the address asks for it. */
export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, isPhone);
