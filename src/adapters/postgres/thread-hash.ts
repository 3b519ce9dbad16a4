import { createHash } from 'node:crypto';

/** What a hash stands for; kinds never meet. */
export type ThreadClue = 'token' | 'conversation' | 'words' | 'address';

/** What a tenant's clue is kept and found as. */
export const threadHash = (tenantId: string, kind: ThreadClue, value: string): string =>
  createHash('sha256')
    .update([tenantId.toLowerCase(), kind, value].join('\n'), 'utf8')
    .digest('base64url');
