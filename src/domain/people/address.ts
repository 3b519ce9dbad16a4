/** The form in which addresses are compared; the CRM compares without regard to case as well. */
export const normaliseAddress = (address: string): string =>
  address
    .trim()
    .replace(/^<(.*)>$/, '$1')
    .trim()
    .toLowerCase();

export function sameAddress(a: string, b: string): boolean {
  const address = normaliseAddress(a);
  return address !== '' && address === normaliseAddress(b);
}
