import { Failure, toFailure } from '../api/failure.ts';
import type { Device } from '../host/device.ts';
import type { TokenSource } from './token-source.ts';

/** A token source that a person can leave, and that asks at each start unless told otherwise. */
export interface GatedTokens extends TokenSource {
  staysSignedIn: () => boolean;
  staySignedIn: (stays: boolean) => void;
  /** Nothing is asked of the service any more until somebody signs in. */
  signOut: () => void;
}

/**
 * Remembering sign-in is opt-in and revocable (V-08): without it, each start waits for a click,
 * though Outlook itself would hand out a token at once.
 */
export function gateTokens(tokens: TokenSource, device: Device): GatedTokens {
  const staysSignedIn = () => device.read('stay-signed-in') !== null;
  let isOpen = staysSignedIn();
  const enter = async (claims?: string, options?: { chooseAccount?: boolean }) => {
    if (claims !== undefined || options?.chooseAccount) return tokens.interactive(claims, options);
    try {
      await tokens.silent();
    } catch (error) {
      if (toFailure(error).code !== 'sign-in-needed') throw error;
      await tokens.interactive();
    }
  };
  return {
    silent: (options) =>
      isOpen ? tokens.silent(options) : Promise.reject(new Failure('sign-in-needed')),
    interactive: async (claims, options) => {
      await enter(claims, options);
      isOpen = true;
    },
    staysSignedIn,
    staySignedIn: (stays) => device.write('stay-signed-in', stays ? 'yes' : null),
    signOut: () => {
      isOpen = false;
      device.write('stay-signed-in', null);
      tokens.forget?.();
    },
  };
}
