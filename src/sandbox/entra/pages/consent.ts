import { escapeHtml } from '../../../lib/html.ts';
import { hiddenFields, page, type Page } from './html.ts';

/** "Permissions requested": what an application may do for a person at one API. */
export function consentPage(options: {
  application: string;
  person: string;
  resource: string;
  permissions: string[];
  action: string;
  fields: [string, string][];
  redirectOrigin: string;
}): Page {
  const { application, person, resource, permissions, action, fields, redirectOrigin } = options;
  const items = permissions.map((name) => `<li>${escapeHtml(name)}</li>`).join('');
  return page(
    'Permissions requested',
    `<h1>Permissions requested</h1>
<p>${escapeHtml(application)} would like, for ${escapeHtml(person)}, in ${escapeHtml(resource)}:</p>
<ul>${items}</ul>
<form method="post" action="${escapeHtml(action)}">${hiddenFields(fields)}
<button name="sandbox_consent" value="cancel">Cancel</button>
<button class="primary" name="sandbox_consent" value="accept">Accept</button></form>`,
    { formTargets: ["'self'", redirectOrigin] },
  );
}
