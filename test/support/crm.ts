import { testClient, tenantId } from '../../src/sandbox/entra/registrations.ts';

interface Urls {
  entra: string;
  dataverse: string;
}

/** A token as any OAuth client gets one: the test client's own, for the CRM. */
export async function crmToken({ entra, dataverse }: Urls): Promise<string> {
  const response = await fetch(`${entra}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: testClient.clientId,
      client_secret: testClient.clientSecret,
      scope: `${dataverse}/.default`,
    }),
  });
  const answer = (await response.json()) as { access_token: string };
  return answer.access_token;
}

export interface EmailRow {
  activityid: string;
  subject: string;
  messageid: string;
  statecode: number;
  _regardingobjectid_value: string | null;
}

async function emails(urls: Urls, filter: string): Promise<EmailRow[]> {
  const url = `${urls.dataverse}/api/data/v9.2/emails?$select=subject,messageid,statecode,_regardingobjectid_value&$filter=${encodeURIComponent(filter)}`;
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${await crmToken(urls)}` },
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { value: EmailRow[] }).value;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The e-mail activities with this very subject. */
export const emailsWithSubject = (urls: Urls, subject: string): Promise<EmailRow[]> =>
  emails(urls, `subject eq ${literal(subject)}`);

/** The e-mail activities of this mail. */
export const emailsWithMessageId = (urls: Urls, messageId: string): Promise<EmailRow[]> =>
  emails(urls, `messageid eq ${literal(messageId)}`);
