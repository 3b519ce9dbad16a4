import type { BrokeredToken } from '../../../entra/door.ts';
import type { Category, MailboxBackend, NaaOutcome, OpenItem } from '../host/backend.ts';
import type { NaaFailure } from '../../types.ts';
import { OfficeError, officeError } from '../host/method.ts';
import { api, ApiError, encode } from './http.ts';
import { fromEwsId, toEwsId } from './ids.ts';
import { attachmentUrl, itemPath, loadAttachments, loadMasterCategories } from './mail.ts';

/** Office.js keeps an add-in's custom properties as one named property of the item. */
export const customPropertyId = (addInId: string): string =>
  `String {00020329-0000-0000-C000-000000000046} Name cecp-${addInId}`;

const preconditionFailed = 412;

async function body(item: OpenItem, type: 'text' | 'html'): Promise<string> {
  const answer = await api<{ body?: { content?: string } }>(`${itemPath(item)}?$select=body`, {
    headers: { prefer: `outlook.body-content-type="${type}"` },
  });
  return answer.body?.content ?? '';
}

const categoriesOf = (item: OpenItem) =>
  api<{ categories?: string[]; '@odata.etag'?: string }>(`${itemPath(item)}?$select=categories`);

async function changeCategories(
  item: OpenItem,
  change: (names: string[]) => string[],
  attempts = 3,
): Promise<void> {
  const { categories = [], '@odata.etag': etag } = await categoriesOf(item);
  try {
    await api(itemPath(item), {
      method: 'PATCH',
      body: { categories: change(categories) },
      headers: etag ? { 'if-match': etag } : {},
    });
  } catch (error) {
    const isConflict = error instanceof ApiError && error.status === preconditionFailed;
    if (!isConflict || attempts <= 1) throw error;
    await changeCategories(item, change, attempts - 1);
  }
}

async function attachmentContent(item: OpenItem, ewsId: string) {
  const id = fromEwsId(ewsId);
  const attachment = (await loadAttachments(item)).find((candidate) => candidate.id === id);
  if (!attachment) throw new Error('There is no such attachment.');
  const response = await fetch(attachmentUrl(item, id));
  if (!response.ok) throw new Error(`The attachment was answered with ${response.status}.`);
  if (attachment.kind === 'item') {
    return { content: await response.text(), format: 'eml' as const };
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { content: btoa(binary), format: 'base64' as const };
}

interface WithProperties {
  singleValueExtendedProperties?: { id: string; value: string }[];
}

async function customProperties(item: OpenItem, addInId: string): Promise<string> {
  const expand = `singleValueExtendedProperties($filter=id eq '${customPropertyId(addInId)}')`;
  const answer = await api<WithProperties>(
    `${itemPath(item)}?$select=id&$expand=${encode(expand)}`,
  );
  return answer.singleValueExtendedProperties?.[0]?.value ?? '{}';
}

async function saveCustomProperties(item: OpenItem, addInId: string, json: string): Promise<void> {
  const property = { id: customPropertyId(addInId), value: json };
  await api(itemPath(item), {
    method: 'PATCH',
    body: { singleValueExtendedProperties: [property] },
  });
}

async function removeMasterCategories(names: string[]): Promise<void> {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const all = (await loadMasterCategories()) as (Category & { id: string })[];
  for (const { id, displayName } of all) {
    if (!wanted.has(displayName.toLowerCase())) continue;
    await api(`/me/outlook/masterCategories/${encode(id)}`, { method: 'DELETE' });
  }
}

async function internetHeaders(item: OpenItem) {
  if (item.kind !== 'message') return [];
  const answer = await api<{ internetMessageHeaders?: { name: string; value: string }[] }>(
    `${itemPath(item)}?$select=internetMessageHeaders`,
  );
  return answer.internetMessageHeaders ?? [];
}

async function move(item: OpenItem, folder: string): Promise<void> {
  await api(`${itemPath(item)}/move`, { method: 'POST', body: { destinationId: folder } });
}

const downloadErrors: Record<number, number> = {
  401: officeError.attachmentForbidden,
  403: officeError.attachmentForbidden,
  404: officeError.attachmentNotFound,
};

/** The server fetches the file, as Exchange does; the page's policy lets it reach no other site. */
async function download(url: string): Promise<{ content: string; contentType: string }> {
  try {
    return await api('/download', { method: 'POST', body: { url } });
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 0;
    throw new OfficeError(
      downloadErrors[status] ?? officeError.attachmentDownloadFailed,
      error instanceof Error ? error.message : String(error),
    );
  }
}

const tooLarge = 413;

async function saveRoamingSettings(addInId: string, settings: object): Promise<void> {
  try {
    await api(`/roaming-settings/${encode(addInId)}`, { method: 'PUT', body: settings });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== tooLarge) throw error;
    throw new OfficeError(officeError.genericSettings, error.message);
  }
}

function isFailure(value: unknown): value is NaaFailure {
  return typeof value === 'object' && value !== null && 'status' in value;
}

async function naaToken(request: object): Promise<NaaOutcome> {
  try {
    const token = await api<BrokeredToken>('/naa-token', { method: 'POST', body: request });
    return {
      ok: true,
      token: {
        access_token: token.accessToken,
        id_token: token.idToken,
        expires_in: token.expiresIn,
        scope: token.scope,
        properties: null,
      },
      account: token.account,
    };
  } catch (error) {
    const failure = error instanceof ApiError ? error.body : undefined;
    if (isFailure(failure)) return { ok: false, ...failure };
    return { ok: false, status: 'PERSISTENT_ERROR', description: String(error) };
  }
}

/** The mailbox as the server gives it, in Graph's shapes. */
export const graphBackend: MailboxBackend = {
  body,
  attachments: async (item) => {
    if (!item.resource.hasAttachments) return [];
    return (await loadAttachments(item)).map((one) => ({ ...one, id: toEwsId(one.id) }));
  },
  attachmentContent,
  internetHeaders,
  categories: async (item) => (await categoriesOf(item)).categories ?? [],
  changeCategories,
  masterCategories: loadMasterCategories,
  addMasterCategories: async (categories) => {
    for (const category of categories) {
      await api('/me/outlook/masterCategories', { method: 'POST', body: category });
    }
  },
  removeMasterCategories,
  customProperties,
  saveCustomProperties,
  move,
  download,
  roamingSettings: (addInId) => api(`/roaming-settings/${encode(addInId)}`),
  saveRoamingSettings,
  naaToken,
};
