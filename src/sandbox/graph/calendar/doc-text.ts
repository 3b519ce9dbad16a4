import type { Json } from '../store/schema.ts';

/** A text property of a document; `other` where it has none. */
export const docText = (doc: Json, name: string, other = ''): string => {
  const value = doc[name];
  return typeof value === 'string' ? value : other;
};
