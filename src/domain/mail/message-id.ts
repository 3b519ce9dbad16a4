/**
 * The Message-ID as it is compared: without blanks (folded headers), brackets and anything after
 * them. The case stays, since its left part is case-sensitive. Empty where there is none.
 */
export function normaliseMessageId(header: string): string {
  const text = header.replace(/\s+/g, '');
  return /<([^<>]+)>/.exec(text)?.[1] ?? text.replace(/[<>]/g, '');
}
