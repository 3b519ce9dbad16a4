/** A mail's place in its conversation: 22 bytes that all of it share, and five more for each answer. */
const baseBytes = 22;
const answerBytes = 5;

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');

/**
 * What every mail of a conversation has in common, in hex; null for what is no index.
 * @param index base64, as mailboxes and the CRM keep it.
 */
export function conversationBase(index: string): string | null {
  const bytes = bytesOf(index);
  const isWhole = bytes.length >= baseBytes && (bytes.length - baseBytes) % answerBytes === 0;
  return isWhole ? bytes.toString('hex', 0, baseBytes) : null;
}

/** Base64 characters that the base alone decides: those of every index that begins with it. */
const sharedCharacters = Math.floor((baseBytes * 8) / 6);

/** How the index of every mail of the conversation begins, in base64. */
export const conversationStart = (base: string): string =>
  Buffer.from(base, 'hex').toString('base64').slice(0, sharedCharacters);

/** Whether the index is an answer's, not that of the mail that began the conversation. */
export const isAnswerIndex = (index: string): boolean => bytesOf(index).length > baseBytes;
