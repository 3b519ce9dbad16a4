/** `RE: `, `AW : Fwd:`; any word before a colon counts, as it does for Dynamics 365 (§1.4.6, 4). */
const prefixes = /^\s*(?:[\p{L}\p{M}\p{N}_]+\s?:\s*)+/u;

/**
 * What mail programs write before the subject of a forward, by language. `vs` is not among them: it
 * is a forward in Norwegian and Danish, but an answer in Finnish.
 */
const forwardWords: ReadonlySet<string> = new Set(
  `fw fwd wg wtr tr rv i enc vb vl pd ilt i̇lt doorst továbbítás továbbítva tovább prosl fs bls trs
  přeposláno redirecționat πρθ προωθ пер הועבר 转发 轉寄 転送 전달`.split(/\s+/),
);

/** The subject without what answering and forwarding put before it. */
export const withoutPrefixes = (subject: string): string => subject.replace(prefixes, '').trim();

const wordsBefore = (subject: string): string[] =>
  (prefixes.exec(subject)?.[0] ?? '')
    .toLowerCase()
    .split(':')
    .map((word) => word.trim());

/** Whether the mail was forwarded, as its subject has it: the last thing that was done to it counts. */
export function isForward(subject: string): boolean {
  const [last = ''] = wordsBefore(subject);
  return forwardWords.has(last);
}

/** Whether the mail is of a thread that began with a forward: it was forwarded, or answers one. */
export const isAfterForward = (subject: string): boolean =>
  wordsBefore(subject).some((word) => forwardWords.has(word));
