/** Outlook answers within 2 s as a rule; slow machines get ten times that. */
const officePatienceMs = 20_000;

/** Office.js once Outlook has answered. Rejects where there is no Outlook, or it stays silent. */
export async function officeReady(): Promise<typeof Office> {
  const office = (window as { Office?: typeof Office }).Office;
  if (!office) throw new Error('Office.js is not on this page.');
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), officePatienceMs));
  const info = await Promise.race([office.onReady(), late]);
  if (info?.host !== office.HostType.Outlook) throw new Error('This page is not open in Outlook.');
  return office;
}
