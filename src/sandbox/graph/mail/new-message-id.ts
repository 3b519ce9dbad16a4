import { randomUUID } from 'node:crypto';

/** Exchange gives a message that came without an id one of its own. */
export const newMessageId = (): string => `<${randomUUID()}@sandbox.localhost>`;
