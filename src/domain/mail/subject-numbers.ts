/** What a question about an item may carry (contracts/item.ts). */
const most = 10;

/**
 * A prefix of letters, a dash, digits, and any suffix: `CAS-01001-X1Y2Z3`, `QUO-01000-K3Q5`,
 * `ORD-01000-B7T2`, and what a customer's own numbering makes, such as `PRJ-2041`.
 */
const numbered = /(?<![\p{L}\p{N}-])\p{L}{2,6}-\p{N}{3,}(?:-[\p{L}\p{N}]+)*(?![\p{L}\p{N}])/gu;

/**
 * Numbers of cases, quotes, orders and the like in a subject, as the CRM writes them: capitals, each
 * once, in their order, ten at most. Only these go to the service (quality §1.1, point 63).
 */
export const subjectNumbers = (subject: string): string[] => {
  const found = subject.toUpperCase().match(numbered) ?? [];
  return [...new Set(found.filter((number) => number.length <= 100))].slice(0, most);
};
