import type { CrmRecord } from '../../../contracts/record.ts';
import { escapeHtml } from '../../../lib/html.ts';
import type { Insertion } from '../../host/compose/compose.ts';

/** A link as it is inserted: who has no rights in the CRM sees its text and the address (CMP-06). */
export const linkTo = (name: string, url: string): Insertion => ({
  html: `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`,
  text: `${name}: ${url}`,
});

/** The link to a record; `label` says what it is: `Contoso (Account)`. */
export const recordLink = ({ name, url }: Pick<CrmRecord, 'name' | 'url'>, label: string) =>
  linkTo(`${name} (${label})`, url);
