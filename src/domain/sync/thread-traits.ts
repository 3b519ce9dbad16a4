import { conversationBase } from './conversation-index.ts';
import type { LikenedMail, SmartTraits } from './smart-matching.ts';
import { smartTraitsOf } from './smart-matching.ts';
import { tokenIn } from './tracking-token.ts';
import type { TokenSettings } from './tracking-token.ts';

/** By what a mail's answers are known, besides its Message-ID. */
export interface ThreadTraits {
  token: string | null;
  /** The base of its conversation index, in hex. */
  conversation: string | null;
  /** Null where smart matching is off: nothing is kept that nobody asks for. */
  smart: SmartTraits | null;
}

/** What a tracked mail's thread is kept by. */
export const threadTraitsOf = (
  mail: LikenedMail & { conversationIndex?: string },
  settings: { tokens: TokenSettings; smartMatching: boolean },
): ThreadTraits => ({
  token: tokenIn(mail.subject, settings.tokens),
  conversation: conversationBase(mail.conversationIndex ?? ''),
  smart: settings.smartMatching ? smartTraitsOf(mail) : null,
});
