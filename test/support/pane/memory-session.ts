import { gateTokens } from '../../../src/pane/auth/gated-tokens.ts';
import { createSession, type Session } from '../../../src/pane/auth/session.ts';
import type { TokenSource } from '../../../src/pane/auth/token-source.ts';
import { createDevice, type Flag } from '../../../src/pane/host/device.ts';

/** A person of long standing: introduced, and signed in for good, unless `flags` say otherwise. */
export function createMemorySession(
  source: TokenSource,
  flags: Partial<Record<Flag, string>> = { 'stay-signed-in': 'yes', welcomed: 'yes' },
) {
  const kept = new Map(Object.entries(flags).map(([flag, value]) => [`regarding.${flag}`, value]));
  const device = createDevice({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  });
  const tokens = gateTokens(source, device);
  const lives: boolean[] = [];
  const languages: (string | null)[] = [];
  const session: Session = createSession({
    device,
    tokens,
    turnLive: (live) => void lives.push(live),
    switchTo: (language) => {
      languages.push(language);
      return Promise.resolve();
    },
  });
  return { session, tokens, kept, lives, languages };
}
