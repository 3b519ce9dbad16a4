import { escapeHtml } from '../../../lib/html.ts';
import { hiddenFields, page, type Page } from './html.ts';

/** "Approve sign-in request": one button stands for the telephone in the person's pocket. */
export function secondFactorPage(options: {
  application: string;
  person: string;
  action: string;
  fields: [string, string][];
  redirectOrigin: string;
}): Page {
  const { application, person, action, fields, redirectOrigin } = options;
  return page(
    'Approve sign-in request',
    `<h1>Approve sign-in request</h1>
<p>${escapeHtml(application)} needs ${escapeHtml(person)} to prove more than a password.</p>
<form method="post" action="${escapeHtml(action)}">${hiddenFields(fields)}
<button class="primary" name="sandbox_second_factor" value="approved">Approve</button></form>`,
    { formTargets: ["'self'", redirectOrigin] },
  );
}
