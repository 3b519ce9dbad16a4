/** A contact of the CRM with one of the addresses, as the caller may see it. */
export interface ContactMatch {
  id: string;
  name: string;
  detail: string;
  addresses: string[];
  mayWrite: boolean;
}

export type MatchDecision =
  | { kind: 'create' }
  | { kind: 'link'; id: string }
  /** Several fit: the person says which. */
  | { kind: 'ask'; matches: ContactMatch[] };

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The active contacts that have one of the addresses and may be written to. */
export const writableMatches = (
  addresses: readonly string[],
  known: readonly ContactMatch[],
): ContactMatch[] =>
  known.filter(
    ({ mayWrite, addresses: theirs }) =>
      mayWrite && theirs.some((one) => addresses.some((address) => same(one, address))),
  );

/** One match is the same person; of several nobody but the person knows (C-03). */
export function decideMatch(
  addresses: readonly string[],
  known: readonly ContactMatch[],
): MatchDecision {
  const matches = writableMatches(addresses, known);
  const [first, ...others] = matches;
  if (!first) return { kind: 'create' };
  return others.length === 0 ? { kind: 'link', id: first.id } : { kind: 'ask', matches };
}
