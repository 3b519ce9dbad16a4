import { createContext, useContext } from 'react';
import type { Device } from '../host/device.ts';
import type { GatedTokens } from './gated-tokens.ts';

/** What the person decides about this device: who is signed in, and what is kept. */
export interface Session {
  staysSignedIn: () => boolean;
  staySignedIn: (stays: boolean) => void;
  /** Call from a click. */
  switchAccount: () => Promise<void>;
  signOut: () => void;
  /** The introduction was read, or left. */
  isWelcomed: () => boolean;
  welcome: () => void;
  /** Changes reach the pane as they happen (V-09). */
  isLive: () => boolean;
  setLive: (live: boolean) => void;
  /** A language of the pane's own; null: Outlook's. */
  language: () => string | null;
  setLanguage: (language: string | null) => Promise<void>;
  /** The device keeps choices until the next start. */
  keepsChoices: () => boolean;
}

export interface SessionParts {
  device: Device;
  tokens: GatedTokens;
  /** Starts or stops listening to the service. */
  turnLive: (live: boolean) => void;
  /** Null: Outlook's own. */
  switchTo: (language: string | null) => Promise<void>;
}

/** Puts the decisions about this device together; each applies at once. */
export const createSession = (parts: SessionParts): Session => {
  const { device, tokens, turnLive, switchTo } = parts;
  return {
    staysSignedIn: tokens.staysSignedIn,
    staySignedIn: tokens.staySignedIn,
    switchAccount: () => tokens.interactive(undefined, { chooseAccount: true }),
    signOut: tokens.signOut,
    isWelcomed: () => device.read('welcomed') !== null,
    welcome: () => device.write('welcomed', 'yes'),
    isLive: () => device.read('live-off') === null,
    setLive: (live) => {
      device.write('live-off', live ? null : 'yes');
      turnLive(live);
    },
    language: () => device.read('language'),
    setLanguage: (language) => {
      device.write('language', language);
      return switchTo(language);
    },
    keepsChoices: device.keeps,
  };
};

/** Null outside the running pane: parts shown alone then say nothing about sign-in. */
export const SessionContext = createContext<Session | null>(null);

export const useSession = (): Session | null => useContext(SessionContext);
